"""What was handed in stays told, and whoever changes the data beneath it hears of it."""

from __future__ import annotations

import pytest

SAID = "submitted and stays as it was; submit again for version 2"


@pytest.fixture
def told(hanbit, at):
    at("2026-03-03T16:00")
    hanbit("visit add 한빛 x -w 박지성 -r y -p none")
    hanbit("report daily --submit")
    return hanbit


@pytest.mark.parametrize("line", ["undo", "visit delete last"])
def test_a_visit_of_a_submitted_report_is_taken_back_aloud(told, line):
    assert SAID in told(line).err
    row = told("report list -f json").json[0]
    assert (row["state"], row["visits"]) == ("submitted", 1), "as it was handed in"


def test_an_undo_that_no_report_told_of_says_nothing_of_reports(told, at):
    at("2026-03-04T16:00")
    told("visit add 한빛 x")
    assert "submitted" not in told("undo").err


@pytest.mark.parametrize(
    "line", ["customer grade 한빛 A --reason x", "order add 한빛 'clock x 1 @ 5'"]
)
def test_so_is_everything_else_that_the_report_tells(hanbit, line):
    hanbit(line)
    hanbit("report daily --submit")
    assert SAID in hanbit("undo").err
