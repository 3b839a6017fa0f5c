"""A report as it stood at an earlier moment: rows that came, went or changed since are as then."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salescli.store.views import VIEWS


def visits(sales, line):
    return [(row["customer"], row["result"]) for row in sales(f"{line} -f json").json["visits"]]


@pytest.fixture
def friday(day, at):
    """The day's work, submitted on time, and corrected in the evening and the morning after."""
    day("report daily --summary fine --submit")
    at("2026-03-03T19:00")
    day("visit edit 1 --result 'wants two quotes'")
    at("2026-03-04T09:00")
    day("visit delete 3")
    day("visit add 두리 'forgotten' --on 2026-03-03 --at 16:00")
    at("2026-03-06T17:30")
    return day


def test_what_stood_at_each_moment(friday):
    before = visits(friday, "report daily 2026-03-03 --as-of '2026-03-03 17:00'")
    assert ("한빛상사", "wants a quote") in before
    assert len(before) == 4
    page = friday("report daily 2026-03-03 --as-of '2026-03-03 20:00' -f json").json
    assert page["status"]["state"] == "submitted"
    assert page["status"]["corrected"] == ["visit 1 한빛상사: result"]
    page = friday("report daily 2026-03-03 --as-of 2026-03-04 -f json").json
    assert len(page["status"]["corrected"]) == 3


def test_before_the_submission_it_was_a_draft(friday):
    page = friday("report daily 2026-03-03 --as-of '2026-03-03 17:19' -f json").json
    assert page["status"]["state"] == "draft"


def test_before_anything_was_written_it_was_empty(friday):
    page = friday("report daily 2026-02-26 --as-of 2026-02-26 -f json").json
    assert page["visits"] == []
    assert friday("report weekly 2026-W09 --as-of 2026-02-26 -f json").json["cumulative"]["total"] == {
        "count": 0, "change": 0,
    }  # fmt: skip


def test_the_longer_reports_too(friday):
    now = friday("report weekly -f json").json["figures"]["visits"]
    then = friday("report weekly --as-of '2026-03-03 20:00' -f json").json["figures"]["visits"]
    assert (then, now) == (3, 3)
    assert friday("report weekly --as-of '2026-03-03 13:00' -f json").json["figures"]["visits"] == 0


@pytest.mark.parametrize(
    "line, said",
    [
        ("report daily --as-of yesterday --submit", "can only be looked at"),
        ("report daily --as-of yesterday --summary x", "can only be looked at"),
        ("report daily --as-of 2026-03-09", "in the future"),
        ("report daily 2026-03-06 --as-of 2026-03-05", "in the future"),
        ("report daily --as-of 'last xmas'", "is not a date I know"),
    ],
)
def test_what_cannot_be_looked_at(friday, line, said):
    assert said in friday(line, code=2).err


def test_looking_back_writes_nothing(friday, office):
    before = (office / "sales.db").read_bytes()
    friday("report daily --as-of yesterday")
    assert (office / "sales.db").read_bytes() == before


LINES = st.sampled_from([
    "visit add 한빛 again --at 15:00", "visit edit 1 --result other", "visit delete 2",
    "customer grade 두리 C --reason x", "customer edit 세나 --phone 02-5", "undo",
    "customer delete 광명 --yes", "order add 한빛 'clock x 2 @ 5'", "plan add point",
    "report daily --submit --anyway x", "followup add 세나 call --due fri", "contact add 두리 김",
    "customer add 새집 --incomplete",
])  # fmt: skip


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(LINES, min_size=1, max_size=6))
def test_rolled_back_every_view_is_as_it_was(day, at, office, lines):
    """Whatever is written afterwards, the data of 17:20 reads as at 17:20."""
    from datetime import datetime

    from salescli.store.past import rolled_back
    from salescli.store.reading import reading

    path = office / "sales.db"
    kept = path.read_bytes()
    at("2026-03-03T17:30")
    with reading(path, lambda: None) as reader:
        before = everything(reader)
    try:
        for line in lines:
            day(line, code=None)
        with reading(path, lambda: None) as reader:
            moment = datetime.fromisoformat("2026-03-03T17:25+09:00")
            with rolled_back(reader, moment) as then:
                assert everything(then) == before
    finally:
        path.write_bytes(kept)


def everything(reader):
    """Every row of every view, but for when it was last touched."""
    return {
        name: sorted(
            repr({key: value for key, value in row.items() if key != "updated_at"})
            for row in records(reader, name)
        )
        for name in VIEWS
        if name != "changes"
    }


def records(reader, name):
    cursor = reader.connection.execute(f"SELECT * FROM {name}")
    keys = [item[0] for item in cursor.description]
    return [dict(zip(keys, row, strict=True)) for row in cursor]
