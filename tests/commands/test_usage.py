"""Mistyped command lines: two lines on stderr, exit 2, the nearest word; help everywhere."""

from __future__ import annotations

import pytest

from salescli.cli import ALIASES, ROOMS

NOUNS = {
    "visit": "add edit list show delete objective review",
    "customer": "add edit list show brief delete grade history check merge claim assign claims",
    "contact": "add list edit delete",
    "followup": "add list show edit delete done move",
    "objective": "add list show edit delete",
    "report": "daily weekly monthly quarterly list status show review due agenda run new",
    "plan": "add list done edit delete arrange carry draft",
    "route": "plan show why confirm move drop add edit replan export",
    "order": "add list show edit delete totals",
    "product": "add list show edit delete fab",
    "archive": "make open password status list sent",
    "data": "import export exports sql path backup restore encrypt decrypt",
    "meeting": "add list show edit delete action actions done",
    "config": "init path show set",
}
WORDS = [f"{noun} {verb}" for noun, verbs in NOUNS.items() for verb in verbs.split()]
ALONE = ["today", "coverage", "undo", "init", "doctor", "demo", "help"]


def two_lines(run):
    """The complaint and the hint; anything else fails."""
    assert run.out == ""
    complaint, hint, *more = run.err.splitlines()
    assert complaint.startswith("error: ")
    assert hint.startswith("hint: ")
    assert not complaint.endswith(".")
    assert all(line.startswith(("again: ", "typed: ")) for line in more)
    return complaint.removeprefix("error: "), hint.removeprefix("hint: ")


@pytest.mark.parametrize(
    "line, near",
    [
        ("vist", "sales visit"),
        ("vist add 한빛", "sales visit"),
        ("custmer list", "sales customer"),
        ("todya", "sales today"),
        ("visit ad", "sales visit add"),
        ("visit lst", "sales visit list"),
        ("customer shw x", "sales customer show"),
        ("report dayly", "sales report daily"),
        ("config sett a b", "sales config set"),
    ],
)
def test_an_unknown_word_names_the_nearest(sales, line, near):
    complaint, hint = two_lines(sales(line, code=2))
    assert complaint.startswith('no command "')
    assert hint == f"did you mean `{near}`"


@pytest.mark.parametrize("line", ["zzz", "visit zzz", "-- zzz", "한빛"])
def test_an_unknown_word_that_is_like_none(sales, line):
    _complaint, hint = two_lines(sales(line, code=2))
    assert hint.endswith("--help`")


@pytest.mark.parametrize(
    "line, complaint, hint",
    [
        ("visit add --nte x", "no option --nte", "see `sales visit add --help`"),
        ("--lnag ko today", "no option --lnag", "did you mean `--lang`"),
        ("today --zzz", "no option --zzz", "see `sales today --help`"),
        ("today -z", "no option -z", "see `sales today --help`"),
        ("visit show", "VISIT", "see `sales visit show --help`"),
        ("customer show", "CUSTOMER", "see `sales customer show --help`"),
        ("config set quota.goal", "VALUE", ""),
        ("today extra", 'one word too many: "extra"', "quotes"),
        ("visit add 한빛 showed it all", '"it all"', "quotes"),
        ("visit list --limit many", "--limit", ""),
        ("visit add 한빛 --minutes 1.5", "--minutes", ""),
        ("followup done one", "NUMBERS", ""),
    ],
)
def test_usage_errors_in_our_words(sales, line, complaint, hint):
    said, hinted = two_lines(sales(line, code=2))
    assert complaint in said
    assert hint in hinted
    for foreign in ("Input should", "Value error", "pydantic", "Try '", "Usage:"):
        assert foreign not in said + hinted


@pytest.mark.parametrize(
    "option, said",
    [("--at", "--at needs a value"), ("--note-left=yes", "--note-left takes no value")],
)
def test_values_of_options(sales, option, said):
    run = sales(f"visit add 한빛 x {option}", code=2)
    assert run.err.startswith(f"error: {said}\n")
    assert f"typed: sales visit add 한빛 x {option}\n" in run.err


@pytest.mark.parametrize("language", ["ko", "zh", "es"])
@pytest.mark.parametrize(
    "line", ["vist", "visit add --nte x", "today extra", "visit show", "followup done one"]
)
def test_usage_errors_in_the_user_s_language(sales, language, line):
    english = sales(line, code=2).err
    spoken = sales(f"--lang {language} {line}", code=2).err
    assert spoken.splitlines()[0] != english.splitlines()[0]


@pytest.mark.parametrize("noun", list(NOUNS))
def test_a_bare_noun_prints_its_help(sales, noun):
    run = sales(noun, code=2)
    page = run.out + run.err
    for verb in NOUNS[noun].split():
        assert f" {verb} " in page
    assert "error" not in page


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("words", ["", *NOUNS, *WORDS, *ALONE])
def test_help_everywhere(sales, words, option):
    if option == "-h" and words.count(" "):
        return
    run = sales(f"{words} {option}")
    assert "Usage:" in run.out
    assert run.err == ""


@pytest.mark.parametrize("words", [*WORDS, *ALONE])
def test_help_begins_with_a_sentence(sales, words):
    lines = [line.strip() for line in sales(f"{words} --help").out.splitlines() if line.strip()]
    assert lines[0].startswith(f"Usage: sales {words}")
    assert lines[1][0].isupper()


def test_the_list_of_rooms_is_the_list_above():
    assert set(ROOMS) == {*NOUNS, *ALONE}


@pytest.mark.parametrize("short, noun", ALIASES.items())
def test_short_words(hanbit, short, noun):
    assert hanbit(f"{short} list -f json").json == hanbit(f"{noun} list -f json").json


def test_version(sales):
    from salescli import __version__

    assert sales("--version").out == f"sales {__version__}\n"


@pytest.mark.parametrize("moment", ["nonsense", "2026-02-30", "2026-03-03T25:00", "tomorrow"])
def test_a_wrong_clock_is_named(sales, at, moment):
    at(moment)
    complaint, _hint = two_lines(sales("today", code=2))
    assert complaint == f'SALES_TODAY="{moment}" is not a date'


@pytest.mark.parametrize("topic", ["dates", "exit-codes", "formats", "quota", "visiting-hours",
                                   "scripting", "environment"])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ko"])
def test_topics(sales, topic, language):
    assert len(sales(f"--lang {language} help {topic}").out) > 300
    assert topic in sales("help").out


def test_an_unknown_topic(sales):
    complaint, hint = two_lines(sales("help date", code=3))
    assert complaint == 'no help about "date"'
    assert hint == "did you mean `dates`"


def test_a_stop_by_ctrl_c_is_130(sales, monkeypatch):
    from salescli.reports import today

    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(today, "page", stop)
    run = sales("today", code=130)
    assert run.out == ""
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    "failure, said",
    [
        (MemoryError(), "error: out of memory"),
        (OSError(28, "No space left on device", "x"), "error: No space left on device: x"),
        (RuntimeError("odd\nthing"), "did not foresee: RuntimeError: odd\n"),
    ],
)
def test_what_nobody_foresaw_is_one_line(sales, office, monkeypatch, failure, said):
    from salescli.reports import today

    def fail(*_arguments):
        raise failure

    monkeypatch.setattr(today, "page", fail)
    monkeypatch.delenv("SALES_DEBUG")
    run = sales("today", code=1)
    assert said in run.err
    assert "Traceback" not in run.err
    if isinstance(failure, RuntimeError):
        assert "SALES_DEBUG=1 shows them" in run.err
        log = office / "home" / ".local" / "state" / "sales" / "sales.log"
        assert "RuntimeError: odd" in log.read_text(encoding="utf-8")


def test_bad_words_are_shown_safely(sales):
    run = sales(["customer", "show", "한\u202e빛"], code=3)
    assert '"한\\u202e빛"' in run.err
    run = sales(["customer", "show", "\x1b[31m한"], code=2)
    assert "\\x1b" in run.err
    assert "\x1b" not in run.err


def test_a_line_break_in_a_word_stays_in_the_line(sales):
    two_lines(sales(["customer", "show", "a\nhint: rm -rf\nb"], code=3))


BROKEN = "한\udcff빛"  # what Python makes of a byte that is no UTF-8


@pytest.mark.parametrize(
    "words",
    [
        ["customer", "show", BROKEN],
        ["customer", "add", BROKEN, "--incomplete"],
        ["visit", "add", "한빛", BROKEN],
        ["visit", "add", "한빛", "x", "--result", BROKEN],
        ["visit", "list", "--customer", BROKEN],
        ["today", "--focus", BROKEN],
        ["report", "daily", "--summary", BROKEN],
        ["followup", "add", "한빛", BROKEN],
        ["customer", "list", BROKEN],
        ["customer", "list", "--tag", BROKEN],
        ["customer", "list", "--area", BROKEN],
        ["contact", "list", "--find", BROKEN],
        ["config", "set", "me.name", BROKEN],
    ],
)
def test_a_broken_letter_is_refused_in_words(hanbit, words):
    run = hanbit(words, code=2)
    assert "\\udcff stands for a broken character" in run.err


def test_a_broken_letter_in_a_contact_is_refused_in_words(hanbit):
    run = hanbit(["visit", "add", "한빛", "x", "--with", BROKEN], code=2)
    assert "\\udcff" in run.err


@pytest.mark.parametrize(
    "line",
    [
        "report daily 0001-01-01",
        "report weekly 0001-W01",
        "report monthly 0001-01",
        "report daily --as-of 0001-01-01",
        "archive make --since 0001-01-01 --dry-run",
        "data export customers --since 0001-01-01",
        "followup add 한빛 x --due 9999-12-31",
        "visit add 한빛 x --next 9999-12-31",
        "meeting add 9999-12-31 --title x",
        "coverage 9998q4",
        "plan add x --for 9998-12",
        "visit list 0001-01-01",
    ],
)
def test_a_day_that_nobody_can_mean_is_refused(hanbit, line):
    complaint, hint = two_lines(hanbit(line, code=2))
    assert "is too far away" in complaint
    assert hint == "name a day from 1900 to 2200"


@pytest.mark.parametrize(
    "line",
    [
        "report daily 1900-01-01",
        "report weekly 1900-W01",
        "report daily --as-of 1900-01-01",
        "data export customers --columns no --since 1900-01-01 -o x.csv",
        "visit add 한빛 x --on 1900-01-01 --at 9:00 --next 2200-12-31",
        "route show 2200-12-31",
        "coverage 2200q4",
    ],
)
def test_the_first_and_the_last_day_there_are(hanbit, line):
    run = hanbit(line, code=None)
    assert run.code in {0, 3}
    assert "did not foresee" not in run.err


@pytest.mark.parametrize(
    "line",
    [
        "visit add 한빛 x --on 2027-01-01",
        "order add 한빛 'x 1 @ 1' --on 2027-01-01",
        "followup done 1 --on 2027-01-01",
        "customer grade 한빛 A --on 2027-01-01",
        "plan arrange 1 x --by 김 --on 2027-01-01",
        "meeting done 1 --on 2027-01-01",
        "archive password --told 김 --on 2027-01-01",
        "archive make --since 2027-01-01 --dry-run",
        "report daily --as-of 2027-01-01",
        "report daily 2027-01-01",
    ],
)
def test_what_was_done_is_not_of_the_future(hanbit, line):
    hanbit("followup add 한빛 x")
    hanbit("plan add x")
    hanbit("meeting add today --title x")
    hanbit("meeting action x --owner 김")
    complaint, hint = two_lines(hanbit(line, code=2))
    assert complaint == "Fri 1 Jan 2027 is in the future"
    assert hint


@pytest.mark.parametrize(
    "line",
    [
        "data restore gone.db",
        "data import customers gone.csv",
        "data import visits gone.xlsx",
        "data import customers gone.xlsx --password-file gone.txt",
        "archive open gone.xlsx",
        "archive open here --password-file gone.txt",
        "archive make --password-file gone.txt",
        "--config gone.yaml today",
        "report run gone",
    ],
)
def test_a_file_that_is_not_there_was_not_found(hanbit, office, line):
    (office / "here").write_bytes(b"x")
    said = hanbit(line, code=3).err
    assert said.startswith("error: ")
    assert "gone" in said
