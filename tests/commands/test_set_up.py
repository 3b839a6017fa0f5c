"""Setting up with `init`, the doctor's look at the office, completion in the shell."""

from __future__ import annotations

import pytest

from salescli import config as configuration


def me(office):
    return configuration.load(office / "config.yaml").config.me


@pytest.fixture
def unset(sales, office):
    """Nothing is set up yet."""
    (office / "config.yaml").unlink()
    (office / "sales.db").unlink()
    return sales


def test_set_up_by_flags(unset, office):
    run = unset(
        "init --name 김민수 --area '서울 강남' --email kim@hanbit.kr --language es"
        " --office '37.5665, 126.9780'"
    )
    assert run.out == ""
    assert f"Archivo de datos: {office}/sales.db" in run.err
    config = configuration.load(office / "config.yaml").config
    assert (config.me.name, config.me.area, config.me.email) == (
        "김민수", "서울 강남", "kim@hanbit.kr",
    )  # fmt: skip
    assert (config.office.lat, config.office.lon, config.language) == (37.5665, 126.978, "es")
    assert unset("report daily -f json").json["header"]["filled_in_by"] == "김민수"
    assert (office / "sales.db").exists()


def test_set_up_again_changes_only_what_is_given(unset, office):
    unset("init --name 김민수 --area 서울")
    with (office / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("# my own remark\n")
    unset("init --area 부산")
    assert (me(office).name, me(office).area) == ("김민수", "부산")
    assert "# my own remark" in (office / "config.yaml").read_text(encoding="utf-8")
    unset("init --no-input")


def test_set_up_question_by_question(unset, office):
    run = unset("init", tty=True, input="xx\nen\n김민수\n서울 강남\nnowhere\n37.5, 127\n")
    for question in ("Language (en, ko, zh, es) [en]: ", "Your name: ", "Your area or region: ",
                     "Office: coordinates or a map link (empty: later): "):  # fmt: skip
        assert question in run.err
    assert "one of en, ko, zh, es" in run.err
    assert '"nowhere" is no place on the map' in run.err
    assert (me(office).name, me(office).area) == ("김민수", "서울 강남")


def test_questions_go_on_in_the_chosen_language(unset):
    run = unset("init", tty=True, input="ko\n김민수\n서울\n\n")
    assert "Your name" not in run.err


def test_a_stopped_set_up_leaves_nothing(unset, office):
    unset("init", tty=True, input="en\n김민수\n", code=130)
    assert not (office / "config.yaml").exists()
    assert not (office / "sales.db").exists()


@pytest.mark.parametrize(
    "line, wrong",
    [
        ("init", "your name is missing"),
        ("init --name ''", "your name is missing"),
        ("init --name x --language fr", 'no language "fr"'),
        ("init --name x --office nowhere", "is no place on the map"),
        pytest.param(
            "init --name '  '", "your name is missing",
        ),
        pytest.param(
            "init --name x --email nonsense", "e-mail",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_set_up(unset, office, line, wrong):
    assert wrong in unset(line, code=2).err
    assert not (office / "config.yaml").exists()


@pytest.mark.parametrize("text", ["bad\x1b[31m", "bad\x07", "bad\udcff"])
@pytest.mark.parametrize("option", ["--name", "--area", "--email"])
def test_a_control_character_does_not_break_the_settings(sales, office, option, text):
    before = (office / "config.yaml").read_bytes()
    sales(["init", "--name", "김", option, text], code=2)
    assert (office / "config.yaml").read_bytes() == before


def findings(sales, *, code=0):
    rows = sales("doctor -f json", code=code).json
    return {row["check"]: row for row in rows}


def states(sales, *, code=0):
    return {check: row["state"] for check, row in findings(sales, code=code).items()}


def test_a_healthy_office(hanbit, office):
    hanbit("customer edit 한빛 --place '37.5, 127'")
    (office / "sales.db").chmod(0o600)
    hanbit("config set database.backups 14")
    hanbit("data backup")
    assert set(states(hanbit).values()) == {"ok"}


def test_what_the_doctor_finds_in_the_data(hanbit):
    hanbit("customer add 두리 --incomplete")
    hanbit("visit add 한빛 x --at 9:00 --minutes 60")
    hanbit("visit add 두리 x --at 9:30 --minutes 10")
    hanbit("visit add 두리 x --at 10:00")
    rows = findings(hanbit)
    counts = {
        "customers": "2", "customers without grade": "1", "customers without place": "2",
        "customers without phone": "1", "customers without contact": "1",
        "customers with incomplete form": "1", "overlapping visits": "1: 1/2",
    }  # fmt: skip
    assert {check: rows[check]["finding"] for check in counts} == counts
    for check in counts.keys() - {"customers"}:
        assert rows[check]["state"] == "warn"
        assert "`sales " in rows[check]["mend"]


@pytest.mark.parametrize(
    "line, overlaps",
    [
        ("visit add 두리 x --at 9:30", False),  # just after
        ("visit add 두리 x --at 9:29", True),
        ("visit add 두리 x --at 8:30 --minutes 30", False),
        ("visit add 두리 x --at 8:30 --minutes 31", True),
        ("visit add 두리 x --at 9:10 --channel phone", False),
        ("visit add 두리 x --on yesterday --at 9:10", False),
        ("visit add 두리 x --on yesterday", False),
    ],
)
def test_overlapping_visits(hanbit, line, overlaps):
    hanbit("customer add 두리 --incomplete")
    hanbit("visit add 한빛 x --at 9:00 --minutes 30")
    hanbit(line)
    assert (states(hanbit)["overlapping visits"] == "warn") == overlaps


def test_a_sick_office_is_exit_4(sales, office):
    (office / "sales.db").write_text("no database at all")
    assert states(sales, code=4)["data file"] == "fail"
    (office / "config.yaml").write_text("me: [1\n")
    assert states(sales, code=4)["config"] == "fail"


def test_before_the_set_up_the_doctor_only_warns(unset):
    rows = findings(unset)
    assert rows["config"]["mend"] == "`sales init`"
    assert rows["data file"]["mend"] == "`sales init`"
    assert "fail" not in {row["state"] for row in rows.values()}


def test_a_synced_folder_is_warned_of(sales, office, monkeypatch):
    place = office / "Dropbox"
    place.mkdir()
    (office / "sales.db").rename(place / "sales.db")
    monkeypatch.setenv("SALES_DB", str(place / "sales.db"))
    assert states(sales)["synced folder"] == "warn"


@pytest.fixture
def offered(hanbit, monkeypatch):
    """What bash offers at the end of a line; an empty last word is typed as a blank."""
    hanbit("customer add 'Café [x] Núñez' --incomplete --code K-1")
    hanbit("customer add 한빛나라 --incomplete --contact 김철수")
    hanbit("visit add 한빛상사 x")

    def run(line):
        words = line.split(" ")
        with monkeypatch.context() as patch:
            patch.setenv("_SALES_COMPLETE", "complete_bash")
            patch.setenv("COMP_WORDS", line)
            patch.setenv("COMP_CWORD", str(len(words) - 1))
            done = hanbit([])
        assert done.err == ""
        return done.out.split()

    return run


@pytest.mark.parametrize(
    "line, words",
    [
        ("sales vi", ["visit"]),
        ("sales visit o", ["objective"]),
        ("sales visit add 한빛", ["한빛나라", "한빛상사"]),
        ("sales visit add 한빛상", ["한빛상사"]),
        ("sales visit add caf", ["caf[x]Núñez"]),
        ("sales visit add 한빛상사 --with ", ["박지성"]),
        ("sales visit add 한빛나라 --with ", ["김철수"]),
        ("sales visit add 한빛상사 --outcome a", ["absent"]),
        ("sales visit show ", ["last", "1"]),
        ("sales visit show l", ["last"]),
        ("sales customer list --columns no,na", ["no,name"]),
        ("sales visit list --columns visit_d", ["visit_date"]),
        ("sales visit list --format j", ["json", "jsonl"]),
        ("sales config set quota.h", ["quota.half"]),
        ("sales help exi", ["exit-codes"]),
        ("sales customer add x --status d", ["dormant"]),
        ("sales customer show %", []),
        ("sales customer show zzz", []),
    ],
)
def test_completion(offered, line, words):
    found = offered(line)
    if "caf" in line:
        assert [word.casefold() for word in found] == ["café[x]núñez"]
    else:
        assert sorted(found) == sorted(words)


def test_completion_is_silent_when_something_is_wrong(offered, office, monkeypatch):
    for text in ("no database", ""):
        (office / "sales.db").write_text(text)
        assert offered("sales customer show 한") == []
    (office / "config.yaml").write_text("me: [1\n")
    assert offered("sales customer show 한") == []
    monkeypatch.setenv("SALES_DB", "/nonexistent/sales.db")
    assert offered("sales customer show 한") == []


def test_what_is_completed_is_found(offered, hanbit):
    (name,) = offered("sales visit add caf")
    assert "Café [x] Núñez" in hanbit(["visit", "add", name, "x"]).err
