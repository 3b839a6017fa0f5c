"""The budgets of customers as one column of theirs (Q5), with what changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from salescli.domain.money import money_text
from salescli.reports.net_changes import Net, Step
from salescli.store.reading import Reader, stamp_text

TABLE = "customer_budget"


class Budget(NamedTuple):
    id: str
    customer_id: str
    year: int
    category: str
    amount: int
    currency: str

    def text(self, amount: int, decimals: int) -> str:
        """``2026: 5,000,000 KRW (paper)``."""
        group = f" ({self.category})" if self.category else ""
        return f"{self.year}: {money_text(amount, decimals, self.currency)}{group}"


def texts(reader: Reader, decimals: int) -> dict[str, str]:
    """Every customer's budgets, one a line, the newest year first."""
    found: dict[str, str] = {}
    for row in reader.each(Budget, "FROM budgets ORDER BY year DESC, category"):
        before = found.get(row.customer_id, "")
        found[row.customer_id] = f"{before}\n{row.text(row.amount, decimals)}".lstrip()
    return found


def fold_in(reader: Reader, nets: dict[str, Net], since: datetime, decimals: int) -> None:
    """Make changed budgets a changed column of their customers, and take their own rows out."""
    rows = reader.each(Budget, "FROM customer_budget WHERE updated_at >= :s", s=stamp_text(since))
    known = {row.id: row for row in rows}
    for net in [net for net in nets.values() if net.table == TABLE]:
        del nets[net.row_id]
        row = known.get(net.row_id)
        if row and (step := change_of(net, row, decimals)):
            owner = nets.setdefault(
                row.customer_id, Net("customer", row.customer_id, net.at, net.rep_id, False)
            )
            owner.columns["budget"] = joined(owner.columns, step)


def change_of(net: Net, row: Budget, decimals: int) -> Step | None:
    """What one budget was and is, in words; None when it is as it was."""
    now = row.text(row.amount, decimals)
    if net.new:
        return Step("", now, net.at, net.rep_id)
    if net.gone:
        gone = net.columns["deleted_at"]
        return Step(now, "", gone.at, gone.rep_id)
    amount = net.changed.get("amount")
    return amount and Step(row.text(amount.old, decimals), now, amount.at, amount.rep_id)


def joined(columns: Mapping[str, Step], step: Step) -> Step:
    """Several budgets of one customer tell their changes line by line."""
    first = columns.get("budget")
    if first is None:
        return step
    return step._replace(
        old=f"{first.old}\n{step.old}".strip(), new=f"{first.new}\n{step.new}".strip()
    )
