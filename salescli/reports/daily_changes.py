"""What a day's report still lacks, and what a later state of the data says differently (E6)."""

from __future__ import annotations

from typing import Any

from salescli.domain.completeness import VISIT_FIELDS, in_words
from salescli.language import _
from salescli.reports import drafts

Content = dict[str, Any]


def incomplete(content: Content) -> list[str]:
    """The day's visits that still lack something, as lines that say what."""
    return [
        f"{row['visit_no']} {row['customer']}: {in_words(row['lacks'], VISIT_FIELDS)}"
        for row in content["visits"] + content["calls"]
        if row["lacks"]
    ]


COMPARED = ("contact", "time", "minutes", "channel", "outcome", "content", "result", "problems",
            "note_left", "card_left", "grade", "follow_up")  # fmt: skip


def said(row: Content, name: str) -> Any:
    """What a visit's record says; when a follow-up comes due may change without correcting it."""
    if name == "follow_up":
        return [item["text"] for item in row[name]]
    return row[name]


def differences(before: Content, after: Content) -> list[str]:
    """What a later state of the data says differently, visit by visit."""
    old = {row["visit_no"]: row for row in before["visits"] + before["calls"]}
    new = {row["visit_no"]: row for row in after["visits"] + after["calls"]}
    lines = [
        _("visit {no} added: {name}").format(no=no, name=new[no]["customer"])
        for no in new.keys() - old.keys()
    ]
    lines += [
        _("visit {no} deleted: {name}").format(no=no, name=old[no]["customer"])
        for no in old.keys() - new.keys()
    ]
    for no in sorted(old.keys() & new.keys()):
        changed = [name for name in COMPARED if said(old[no], name) != said(new[no], name)]
        if changed:
            fields = ", ".join(_(FIELD_WORDS[name]) for name in changed)
            lines.append(
                _("visit {no} {name}: {fields}").format(
                    no=no, name=new[no]["customer"], fields=fields
                )
            )
    lines += [
        _("grade change: {name} {before} → {after}").format(
            name=row["customer"], before=row["from_grade"], after=row["to_grade"]
        )
        for row in after["grade_changes"]
        if row not in before["grade_changes"]
    ]
    known = {row["no"] for row in before["new_customers"]}
    lines += [
        _("new customer: {name}").format(name=row["name"])
        for row in after["new_customers"]
        if row["no"] not in known
    ]
    lines += order_lines(before, after)
    for name in ("summary", "tomorrow"):
        if before[name] != after[name]:
            lines.append(_(FIELD_WORDS[name]))
    return lines


def order_lines(before: Content, after: Content) -> list[str]:
    """The orders that are said differently; a report of before they were gathered says none."""
    if "orders" not in before:
        return []
    old, new = ({row["number"]: row for row in part["orders"]} for part in (before, after))
    return [
        _("order {number}: {name}").format(number=key, name=(new.get(key) or old[key])["customer"])
        for key in sorted(old.keys() | new.keys())
        if told(old.get(key)) != told(new.get(key))
    ]


def told(order: Content | None) -> Content | None:
    return order and {name: order[name] for name in ("customer", "goods", "amount", "currency")}


FIELD_WORDS = drafts.FIELD_WORDS
