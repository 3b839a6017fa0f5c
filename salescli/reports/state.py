"""Where a report stands in its life: draft, submitted, late, reviewed, corrected since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salescli.dates import local_moment
from salescli.domain.words import label
from salescli.language import _
from salescli.output.table import Fact


@dataclass(frozen=True)
class State:
    """Where a report stands in its life: draft, submitted, late, reviewed."""

    due_at: datetime
    submitted_at: datetime | None = None
    late: bool = False
    version: int = 0
    excuse: str = ""
    incomplete_reason: str = ""
    differences: str = ""
    remark: str = ""
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    corrected: tuple[str, ...] = ()
    early: bool = False

    @property
    def word(self) -> str:
        if self.early:
            return "early"
        if self.reviewed_at:
            return "reviewed"
        if self.submitted_at is None:
            return "draft"
        return "late" if self.late else "submitted"


def status_facts(state: State) -> list[Fact]:
    facts = [
        Fact("state", _("State"), state.word, label(state.word)),
        Fact("version", _("Version"), state.version or None),
        Fact("due_at", _("Due"), state.due_at, moment(state.due_at)),
        Fact("submitted_at", _("Submitted"), state.submitted_at, moment(state.submitted_at)),
        Fact("late", _("Late"), state.late),
        Fact("excuse", _("Reason for being late"), state.excuse),
        Fact("incomplete_reason", _("Submitted incomplete because"), state.incomplete_reason),
        Fact("differences", _("Changed since the version before"), state.differences),
        Fact("corrected", _("Corrected after submission"), list(state.corrected),
             "\n".join(state.corrected), "yellow"),
        Fact("reviewed_by", _("Reviewed by"), state.reviewed_by),
        Fact("reviewed_at", _("Reviewed"), state.reviewed_at, moment(state.reviewed_at)),
    ]  # fmt: skip
    return [fact for fact in facts if fact.value or fact.key == "state"]


def moment(stamp: datetime | None) -> str:
    return local_moment(stamp) if stamp else ""
