"""A week in which every command that writes runs in a process of its own, as people run them.

Within one test process an earlier command leaves modules loaded that a later one lacks.
"""

from __future__ import annotations

from tests.commands.test_usage import ALONE, WORDS

STORY = [
    "init --name 김민수 --no-input",
    "config init --force",
    "config set office.lat 37.5",
    "config set office.lon 127.0",
    "product add Clock --price 100",
    "product edit 1 --price 120",
    "product fab 1 --feature quiet --benefit 'sleep well'",
    "customer add Alfa --place 37.51,127.02 --contact Ana --position buyer --phone 02-555-1234"
    " --status active --grade A",
    "customer add Beta --place 37.52,127.03 --contact Bea --phone 02-555-9876 --force --incomplete",
    "customer add Gamma --incomplete --force",
    "customer edit Beta --area Gangnam",
    "customer grade Alfa B --reason 'orders less'",
    "customer claim Beta --reason 'met first'",
    "customer assign Beta --to 'Kim Jun' --reason 'new area' --by Boss",
    "contact add Alfa Ben --position buyer",
    "contact edit Alfa Ben --position head",
    "visit objective Alfa 'first order'",
    "plan add 'visit the north'",
    "plan edit 1 --text 'visit the south'",
    "plan draft",
    "route plan today",
    "route add Beta --day today",
    "route confirm 1 --day today",
    "visit add Alfa 'showed the clock' --with Ana --order 'Clock x 2' --follow-up 'send a sample'",
    "visit edit 1 --result 'order of 2'",
    "visit review 1 --lesson 'come early'",
    "followup add Beta 'call back'",
    "followup move 2 --to tomorrow",
    "followup done 2",
    "followup edit 2 --text 'write back'",
    "followup delete 2",
    "objective add Beta 'second order'",
    "objective edit 2 --material samples",
    "objective delete 2",
    "today --focus clocks",
    "order add Beta 'Clock x 3'",
    "order edit 2 --notes 'by truck'",
    "order delete 2",
    "meeting add --agenda week",
    "meeting edit 1 --agenda month",
    "meeting action 'call Beta' --owner Boss",
    "meeting done 1",
    "plan arrange 1 'sample ordered' --by Boss",
    "plan carry 1",
    "plan done 1",
    "report daily --summary 'a good day' --submit --anyway 'the test'",
    "report review today 'well done' --by Boss",
    "report new mine",
    "route replan",
    "route move 1 --to tomorrow",
    "route edit tomorrow",
    "route drop 1 --reason sick --day tomorrow",
    "data export customers --plain -o out.csv",
    "data import customers out.csv",
    "customer merge Alfa Gamma --yes",
    "archive password",
    "archive make -o a.xlsx --password-file secret",
    "archive open a.xlsx --password-file secret",
    "archive sent 1 --to Boss",
    "contact delete Alfa Ben",
    "visit delete 1",
    "product delete 1",
    "meeting delete 1",
    "plan delete 1",
    "customer delete Beta",
    "undo",
    "data backup",
    "data restore last --yes",
    "config set database.key_command 'cat key'",
    "data encrypt --yes --recovery-file paper.txt",
    "data decrypt --yes",
]
READERS = [
    "visit list",
    "visit show",
    "customer list",
    "customer show",
    "customer brief",
    "customer history",
    "customer check",
    "customer claims",
    "contact list",
    "followup list",
    "followup show",
    "objective list",
    "objective show",
    "report weekly",
    "report monthly",
    "report quarterly",
    "report list",
    "report status",
    "report show",
    "report due",
    "report agenda",
    "report run",
    "plan list",
    "route show",
    "route why",
    "route export",
    "order list",
    "order show",
    "order totals",
    "product list",
    "product show",
    "archive status",
    "archive list",
    "data exports",
    "data sql",
    "data path",
    "meeting list",
    "meeting show",
    "meeting actions",
    "config path",
    "config show",
    "today",
    "coverage",
    "doctor",
    "help",
    "demo",  # the README runs it
]


OPENS_AN_EDITOR = ["route edit tomorrow"]


def test_each_works_from_a_fresh_start(program, office):
    (office / "sales.db").unlink()
    (office / "secret").write_text("correct horse battery staple")
    (office / "secret").chmod(0o600)
    (office / "key").write_text("0123456789abcdef" * 4)
    for line in STORY:
        program(line, code=2 if line in OPENS_AN_EDITOR else 0)


def test_none_is_forgotten():
    told = {" ".join(line.split()[:2]) for line in STORY} | {line.split()[0] for line in STORY}
    assert {*WORDS, *ALONE} - told <= set(READERS)
