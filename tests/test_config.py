"""Settings: defaults, the example file, changing one, and what a broken file is answered with."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli import config as configuration
from salescli.config import Config

EXAMPLE = Path(__file__).parent.parent / "config.example.yaml"
DEFAULTS = {key: value for key, value, _hint in configuration.flat(Config())}

# a value other than the default for every setting, as typed and as it stands in the file
OTHERS = {
    "language": ("es", "es"),
    "me.name": ('O\'Brien: 김 "민수" # 1', '"O\'Brien: 김 \\"민수\\" # 1"'),
    "me.area": ("서울 강남", "서울 강남"),
    "me.email": ("kim@hanbit.kr", '"kim@hanbit.kr"'),
    "me.manager": ("boss@hanbit.kr", '"boss@hanbit.kr"'),
    "me.industries": ("[plastics, 도료]", "[plastics, 도료]"),
    "office.name": ("123", '"123"'),
    "office.lat": ("37.5665", "37.5665"),
    "office.lon": ("-126.978", "-126.978"),
    "day.prepare": ("8:15", "08:15"),
    "day.morning": ("9-12:30", "09:00-12:30"),
    "day.afternoon": ("13:30 - 17:00", "13:30-17:00"),
    "day.leave": ("18:00", "18:00"),
    "day.visit_minutes": ("45", "45"),
    "day.workdays": ("mon-sat", '"mon-sat"'),
    "day.holidays": ("2026-05-05", "[2026-05-05]"),
    "day.country": ("KR", "KR"),
    "day.meeting": ("tue 9:00", '"tue 9:00"'),
    "quota.points": ("{A: 5, B: 3, C: 1}", "{A: 5, B: 3, C: 1}"),
    "quota.needed": ("10", "10"),
    "quota.customers": ("6", "6"),
    "quota.band": ("3-9", "3-9"),
    "quota.goal": ("7", "7"),
    "quota.half": ("3", "3"),
    "quota.count_absent": ("yes", "true"),
    "coverage.per_quarter": ("{A: 3}", "{A: 3}"),
    "coverage.warn_days": ("10", "10"),
    "coverage.overdue_days": ("60", "60"),
    "new_customers.per_week": ("1-3", "1-3"),
    "route.pace": ("30/1.4/6", "30/1.4/6"),
    "route.areas": (
        "{부산: 28/1.5/3, New York: 18.5/1.2/8}",
        "{부산: 28/1.5/3, New York: 18.5/1.2/8}",
    ),
    "route.centres": ("{마포: 37.56/126.91}", "{마포: 37.56/126.91}"),
    "route.unknown_minutes": ("25", "25"),
    "route.travel_weight": ("2", "2"),
    "route.quota_weight": ("0", "0"),
    "route.whole_visit": ("no", "false"),
    "route.grades": ("{A: 90, B: 70}", "{A: 90, B: 70}"),
    "route.interval_days": ("{A: 30}", "{A: 30}"),
    "route.follow_up": ("10", "10"),
    "route.wished": ("10", "10"),
    "route.expected": ("10", "10"),
    "route.never": ("10", "10"),
    "route.learn": ("off", "false"),
    "route.server": ("osrm http://localhost:5000", '"osrm http://localhost:5000"'),
    "route.timeout": ("9", "9"),
    "checklist": ('["a, b", c]', '["a, b", c]'),
    "dates.order": ("dmy", "dmy"),
    "money.currency": ("EUR", "EUR"),
    "money.decimals": ("2", "2"),
    "orders.pattern": ("{year}-{no}", '"{year}-{no}"'),
    "orders.province": ("LN", "LN"),
    "orders.city": ("沈阳", "沈阳"),
    "orders.digits": ("4", "4"),
    "orders.share": ("75", "75"),
    "database.path": ("/tmp/my file.db", '"/tmp/my file.db"'),
    "database.backups": ("7", "7"),
    "database.key_command": ("pass show sales", "pass show sales"),
    "files.legacy_encoding": ("gb18030", "gb18030"),
    "files.plain_exports": ("no", "false"),
    "archive.made_for": ("[boss]", "[boss]"),
    "archive.to": ("[boss@hanbit.kr]", '["boss@hanbit.kr"]'),
    "archive.password_command": ("pass show sales", "pass show sales"),
    "screen.pager": ("off", "false"),
    "screen.rows": ("20", "20"),
    "mail.host": ("smtp.hanbit.kr", '"smtp.hanbit.kr"'),
    "mail.port": ("25", "25"),
    "mail.security": ("none", "none"),
    "mail.user": ("kim", "kim"),
    "mail.password_command": ("pass show 'my mail'", "\"pass show 'my mail'\""),
}


def shown(sales, name):
    rows = sales(["config", "show", name, "-f", "json"]).json
    return next(row for row in rows if row["setting"] == name)


def settings(path):
    return {key: value for key, value, _hint in configuration.flat(configuration.load(path).config)}


def test_the_example_file_is_what_the_program_writes():
    assert EXAMPLE.read_text(encoding="utf-8") == configuration.example()


def test_the_example_file_holds_the_defaults():
    loaded = configuration.load(EXAMPLE)
    assert loaded.config == Config()
    assert loaded.origins.keys() == DEFAULTS.keys()


def test_every_setting_is_explained():
    sections = [Config(), *(getattr(Config(), item.name) for item in dataclasses.fields(Config))]
    for section in filter(dataclasses.is_dataclass, sections):
        for item in dataclasses.fields(section):
            assert item.metadata["comment"]


def test_the_table_above_names_every_setting():
    assert OTHERS.keys() == DEFAULTS.keys()


@pytest.mark.parametrize("name", list(DEFAULTS))
def test_a_setting_is_set_shown_and_read_again(sales, office, name):
    typed, written = OTHERS[name]
    said = sales(["config", "set", name, "--", typed]).err
    assert said == f"{name} is now {written}\n"
    row = shown(sales, name)
    assert row["value"] == written
    assert re.fullmatch(rf"{re.escape(str(office))}/config.yaml:\d+", row["origin"])
    after = settings(office / "config.yaml")
    before = DEFAULTS | {"me.name": "김민수", "me.area": "서울 강남", "database.backups": 0}
    assert {key for key in after if after[key] != before[key]} <= {name}
    assert after[name] != DEFAULTS[name]


@pytest.mark.parametrize("name", ["me.email", "me.name", "day.workdays", "database.path"])
def test_what_is_shown_may_be_typed(sales, office, name):
    sales(["config", "set", name, "--", OTHERS[name][0]])
    before = settings(office / "config.yaml")
    sales(["config", "set", name, "--", shown(sales, name)["value"]])
    assert settings(office / "config.yaml") == before


@pytest.mark.parametrize("name", list(DEFAULTS))
def test_a_setting_is_set_back_in_the_example_file(sales, office, name):
    (office / "config.yaml").write_text(configuration.example(), encoding="utf-8")
    sales(["config", "set", name, "--", OTHERS[name][0]])
    assert settings(office / "config.yaml")[name] != DEFAULTS[name]
    sales(["config", "set", name, "--", configuration.as_yaml(DEFAULTS[name]).strip('"')])
    assert (office / "config.yaml").read_text(encoding="utf-8") == configuration.example()


def test_set_keeps_comments_order_and_everything_else(sales, office):
    text = (
        "# my own remark\n"
        "quota:   # the day\n"
        "  goal: 8   # eight\n"
        "\n"
        "  # points\n"
        "  needed: 12\n"
        "me: {name: 김민수, area: '서울 강남'}  # me\n"
        "checklist:\n"
        "  - one\n"
        "  - two\n"
    )
    (office / "config.yaml").write_text(text, encoding="utf-8")
    sales("config set quota.goal 6")
    sales("config set me.name 홍길동")
    sales("config set checklist '[three]'")
    sales("config set quota.half 3")
    sales("config set me.email a@b.c")
    sales("config set language en")
    written = (office / "config.yaml").read_text(encoding="utf-8")
    for kept in ("# my own remark", "# the day", "goal: 6   # eight", "# points", "# me"):
        assert kept in written
    wanted = {"quota.goal": 6, "quota.needed": 12, "quota.half": 3, "me.name": "홍길동",
              "me.area": "서울 강남", "me.email": "a@b.c", "checklist": ("three",)}  # fmt: skip
    after = settings(office / "config.yaml")
    assert {key: after[key] for key in wanted} == wanted


def test_a_remark_below_a_list_stays(sales, office):
    text = "checklist:\n  - one\n\n# who I am\nme:\n  name: x\n"
    (office / "config.yaml").write_text(text, encoding="utf-8")
    sales("config set checklist '[three]'")
    assert "\n# who I am\nme:\n" in (office / "config.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "", "# only a remark\n", "quota:\n", "quota:   \n  # nothing yet\n", "quota: {}\n",
        "---\nquota:\n  half: 3\n", "quota: {half: 3}\n", '"quota":\n  "goal": 8\n',
        "me:\n  name: x\nquota:\n    half: 3\n", "me:\n  name:\n  area: x\n", "me:\n  name: x",
        "\ufeffquota:\n  half: 3\n", "quota:\r\n  half: 3\r\nme:\r\n  name: x\r\n",
    ],
)  # fmt: skip
def test_set_in_files_of_every_shape(sales, office, text):
    place = office / "config.yaml"
    place.write_bytes(text.encode())
    before = settings(place)
    sales("config set quota.goal 6")
    sales("config set me.area 부산")
    assert settings(place) == {**before, "quota.goal": 6, "me.area": "부산"}


@pytest.mark.parametrize(
    "name, typed",
    [
        ("quota.goal", "six"), ("quota.goal", "-1"), ("quota.goal", "1.5"), ("quota.goal", ""),
        ("quota.band", "8-4"), ("quota.band", "x"), ("quota.points", "A"),
        ("quota.points", "{A: x}"), ("quota.count_absent", "maybe"), ("day.leave", "25:00"),
        ("day.leave", "noon"), ("day.morning", "12:00-09:00"), ("day.morning", "9"),
        ("day.holidays", "2026-02-30"), ("day.holidays", "[2026-01-01"), ("office.lat", "north"),
        ("language", "fr"), ("dates.order", "ydm"), ("mail.security", "tls"),
        ("checklist", "[a"), ("screen.pager", "2"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_changes_nothing(sales, office, name, typed):
    before = (office / "config.yaml").read_bytes()
    run = sales(["config", "set", name, "--", typed], code=SET_REFUSED)
    assert run.err.startswith("error: ")
    assert (office / "config.yaml").read_bytes() == before


SET_REFUSED = 2


def test_a_refused_value_is_a_usage_error_that_names_no_file(sales):
    run = sales("config set quota.goal six", code=2)
    assert run.err.startswith('error: quota.goal: "six" should look like 8\n')


@pytest.mark.parametrize(
    "name, typed",
    [
        ("route.pace", "fast"), ("route.pace", "0/1/1"), ("route.areas", "{Seoul: 24}"),
        ("route.centres", "{Seoul: 95/1}"), ("route.server", "google"), ("route.timeout", "0"),
        ("route.grades", "{E: 1}"), ("day.workdays", "xyz"), ("day.workdays", ""), ("office.lat", "nan"),
        ("office.lat", "999"), ("office.lon", "inf"), ("mail.port", "99999"),
        ("money.decimals", "400"), ("screen.rows", "0"), ("files.legacy_encoding", "nonsense"),
        ("quota.points", "{a: 3}"),
        ("orders.pattern", "NO."), ("orders.pattern", "{no}{no}"), ("orders.pattern", "{no}{town}"),
        ("orders.pattern", "{no"), ("orders.digits", "0"), ("orders.digits", "10"), ("orders.share", "0"), ("coverage.per_quarter", "{E: 2}"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_work_is_refused_at_once(sales, name, typed):
    sales(["config", "set", name, "--", typed], code=SET_REFUSED)


@pytest.mark.parametrize(
    "name, near", [("quota.gaol", "quota.goal"), ("me.nmae", "me.name"), ("checklst", "checklist")]
)
def test_an_unknown_setting_names_the_nearest(sales, name, near):
    run = sales(f"config set {name} 1", code=2)
    assert f'unknown setting "{name}"' in run.err
    assert f"did you mean `{near}`" in run.err


def test_an_unknown_setting_that_is_like_none(sales):
    assert "`sales config show`" in sales("config set zzz 1", code=2).err
    run = sales("config show zzz")
    assert (run.out, run.err) == ("", "no such setting\n")


def test_show_tells_where_each_value_came_from(sales, office):
    rows = sales("config show -f json").json
    assert [row["setting"] for row in rows] == list(DEFAULTS)
    origins = {row["setting"]: row["origin"] for row in rows}
    assert origins["me.name"] == f"{office}/config.yaml:2"
    assert origins["quota.goal"] == "default"
    assert [row["setting"] for row in sales("config show quota -f json").json] == [
        name for name in DEFAULTS if name.startswith("quota")
    ]


def test_init_writes_every_setting_once(sales, office):
    (office / "config.yaml").unlink()
    assert sales("config init").err == f"Wrote {office}/config.yaml\n"
    assert (office / "config.yaml").read_text(encoding="utf-8") == configuration.example()
    sales("config set quota.goal 6")
    assert "is there already" in sales("config init", code=2).err
    assert settings(office / "config.yaml")["quota.goal"] == 6
    sales("config init --force")
    assert settings(office / "config.yaml") == DEFAULTS


def test_set_begins_a_file_where_there_is_none(sales, office, monkeypatch):
    monkeypatch.setenv("SALES_CONFIG", str(office / "new" / "config.yaml"))
    sales("config set quota.goal 6")
    assert settings(office / "new" / "config.yaml")["quota.goal"] == 6
    assert sales("config path").out == f"{office}/new/config.yaml\n"


@pytest.mark.parametrize(
    "text, place, wrong",
    [
        ("me: [1\n", "2:1", ""),
        ("me:\n  name: x\n bad: y\n", "3:2", ""),
        ("me:\n\tname: x\n", "2:1", ""),
        ("me:\n  name: 'x\n", "3:1", ""),
        ("a: b: c\n", "1:5", ""),
        ("me:\n  name: x\n---\nme:\n", "3:1", ""),
        ("me:\n  nmae: x\n", "2:3", 'unknown setting "me.nmae"\nhint: did you mean `me.name`'),
        ("qouta:\n  goal: 1\n", "1:1", 'unknown setting "qouta"\nhint: did you mean `quota`'),
        ("zzz: 1\n", "1:1", 'unknown setting "zzz"\nhint: correct that line'),
        ("quota:\n  goal: six\n", "2:9", 'quota.goal: "six" should look like 8'),
        ("quota:\n  goal: -1\n", "2:9", "quota.goal"),
        ("quota:\n  goal: [1]\n", "2:9", "quota.goal needs one value"),
        ("quota:\n  goal: {a: 1}\n", "2:9", "quota.goal needs one value"),
        ("quota:\n  band: 8-4\n", "2:9", "should look like 4-8"),
        ("quota:\n  points: {A: x}\n", "2:15", "quota.points.A"),
        ("quota:\n  points: 3\n", "2:11", "quota.points needs lines"),
        ("quota: 3\n", "1:8", "quota needs lines of the form `key: value`"),
        ("- a\n", "1:1", "the file needs lines of the form `key: value`"),
        ("text\n", "1:1", "the file needs lines of the form `key: value`"),
        ("checklist: text\n", "1:12", "checklist needs a list, as [one, two]"),
        ("checklist: [a, [b]]\n", "1:16", "checklist needs one value"),
        ("day:\n  leave: 25:00\n", "2:10", "should look like 17:30"),
        ("day:\n  holidays: [2026-01-01, x]\n", "2:26", "should look like 2026-05-05"),
        ("language: fr\n", "1:11", "language is one of en, ko, zh, es"),
        ("mail:\n  security: tls\n", "2:13", "mail.security is one of starttls, ssl, none"),
        ("me:\n  name: a\n  name: b\n", "3:3", '"name" stands twice'),
        ("me:\n  name: a\nme:\n  area: b\n", "3:1", '"me" stands twice'),
        ("screen:\n  pager: maybe\n", "2:10", "should look like true"),
        ("me: &x {name: a}\nme2: *x\n", "2:1", 'unknown setting "me2"'),
    ],
)
def test_a_broken_file_is_one_line_with_its_place(sales, office, text, place, wrong):
    (office / "config.yaml").write_text(text, encoding="utf-8")
    for line in ("today", "visit list", "visit add x", "config show"):
        run = sales(line, code=1)
        assert run.out == ""
        assert run.err.startswith(f"error: {office}/config.yaml:{place}: ")
        assert wrong in run.err
        assert run.err.count("\n") == 2


def test_a_file_that_is_no_text(sales, office):
    (office / "config.yaml").write_bytes("me:\n  name: 김\n".encode("cp949"))
    run = sales("today", code=1)
    assert f"{office}/config.yaml is not UTF-8 text" in run.err


def test_the_doctor_names_a_broken_file(sales, office):
    (office / "config.yaml").write_text("me: [1\n", encoding="utf-8")
    run = sales("doctor -f json", code=4)
    assert [row["state"] for row in run.json if row["check"] == "config"] == ["fail"]


def test_a_wrong_working_week_in_the_file_is_named_with_its_place(sales, office):
    (office / "config.yaml").write_text("day:\n  workdays: moonday\n", encoding="utf-8")
    assert "config.yaml:2:" in sales("today", code=1).err


@pytest.mark.parametrize("text", ["", "# nothing\n", "me:\n", "{}\n", "null\n", "---\n", "\ufeff"])
def test_a_file_that_says_nothing_means_the_defaults(sales, office, text):
    (office / "config.yaml").write_text(text, encoding="utf-8")
    assert settings(office / "config.yaml") == DEFAULTS
    sales("today")


@pytest.mark.parametrize(
    "text, name, value",
    [
        ("day:\n  leave: 8:30\n", "day.leave", "08:30"),  # YAML 1.1 would say 510
        ("me:\n  name: 010\n", "me.name", '"010"'),
        ("me:\n  name: yes\n", "me.name", '"yes"'),
        ("me:\n  name: 2026-03-03\n", "me.name", '"2026-03-03"'),
        ("me:\n  name: ~\n", "me.name", '""'),
        ("me:\n  name: 1e3\n", "me.name", '"1e3"'),
        ("me:\n  name: 'O''Brien'\n", "me.name", '"O\'Brien"'),
        ("checklist: [yes, 010, 1:30]\n", "checklist", '["yes", "010", "1:30"]'),
        ("screen:\n  pager: Off\n", "screen.pager", "false"),
    ],
)
def test_values_are_read_by_the_type_of_the_setting(sales, office, text, name, value):
    (office / "config.yaml").write_text(text, encoding="utf-8")
    assert shown(sales, name)["value"] == value


def test_flag_environment_file_default(sales, office, monkeypatch):
    (office / "other.yaml").write_text("me:\n  name: 홍길동\nlanguage: ko\n", encoding="utf-8")
    assert shown(sales, "me.name")["value"] == "김민수"
    rows = sales(f"--config {office}/other.yaml config show me.name -f json").json
    assert rows[0]["value"] == "홍길동"
    monkeypatch.setenv("SALES_CONFIG", str(office / "other.yaml"))
    assert shown(sales, "me.name")["value"] == "홍길동"
    assert sales("today").out.startswith("Tue 3 Mar 2026"), "SALES_LANG goes before the file"
    monkeypatch.delenv("SALES_LANG")
    assert sales("today").out.startswith("2026년 3월 3일")
    assert sales("--lang es today").out.startswith("mar 3 mar 2026")
    assert "no config file" in sales("--lang en --config nowhere.yaml today", code=1).err


def test_an_unknown_language_is_refused(sales):
    sales("--lang fr today", code=2)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_any_text_is_written_so_that_it_is_read_again(text):
    config = dataclasses.replace(Config(), me=dataclasses.replace(Config().me, name=text))
    parsed = configuration.parse(configuration.example(config), Path("x"))
    assert parsed.config == config
    edited = configuration.edited("me:\n  name: old  # mine\n", Path("x"), "me.name",
                                  configuration.as_yaml(text))  # fmt: skip
    assert configuration.parse(edited, Path("x")).config == config


@given(st.text(max_size=60))
def test_no_file_makes_the_reader_fall(text):
    from salescli.errors import SalesError

    try:
        configuration.parse(text, Path("x"))
    except SalesError as error:
        assert str(error)
