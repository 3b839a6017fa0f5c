"""`sales demo`: a made-up office, and a day in it, command by command."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from salescli.commands.arguments import desk_of
from salescli.desk import Desk
from salescli.domain.shellwords import join, quote
from salescli.errors import SalesError, UsageError
from salescli.language import N_, _, current

app = typer.Typer(add_completion=False)

Step = tuple[str, str, str]
DAY: tuple[Step, ...] = (
    ("08:35", N_("The morning: what was left over, what is due"), "today"),
    ("08:40", N_("Whom to see today, in what order"), "route plan"),
    ("08:45", N_("Agreed by phone"), "route confirm 1 2"),
    ("08:50", N_("An assistant sent a list"), "data import customers new-customers.csv"),
    ("08:55", N_("Before the first door"), "customer brief 한빛상사"),
    ("09:00", N_("What the visit is for"), 'visit objective 한빛상사 "restock order" --kind order'),
    ("10:05", N_("Out of the door: one line"),
     ('visit add 한빛 "showed the new line" --with 박지성 --minutes 25'
     ' --result "wants a quote" --problem none --follow-up "send the quote" --next "fri 14:00"')),
    ("10:40", N_("Nobody there"),
     "visit add 세종문구 --outcome absent --note-left --card-left --next tomorrow"),
    ("11:20", N_("Found by its initial consonants"),
     'visit add ㅊㅅㅇㅅ "price talk" --with 오세훈 --result "will decide on Monday"'),
    ("12:40", N_("The morning went differently: the rest of the day anew"), "route replan"),
    ("13:30", N_("A phone call is a contact, not a visit"),
     'visit add 미래전자 "asked about delivery" --channel phone'),
    ("14:10", N_("A grade changes with its reason"),
     'customer grade 가나안경 A --reason "buys this month"'),
    ("14:40", N_("What a record still lacks is completed later"),
     'visit edit last --note "asked about delivery in May"'),
    ("16:45", N_("Back in the office: where the day stands"), "today"),
    ("16:50", N_("Which visit lacks something"), "visit list today --incomplete"),
    ("16:55", N_("Tomorrow's route stands before leaving"), "route plan tomorrow"),
    ("17:00", N_("It is completed"), 'visit edit {incomplete} --problem "rival is cheaper"'),
    ("17:20", N_("The daily report, handed in"),
     'report daily --summary "one restock order near" --submit --anyway "only a short day"'),
    ("17:22", N_("As the manager gets it"), "report show"),
    ("17:25", N_("Which reports are in this month"), "report status"),
    ("17:25", N_("The quarter: who is covered, who is due"), "coverage --capacity"),
    ("17:26", N_("The week so far, and next week's plan"), "report weekly"),
    ("17:26", N_("For scripts"), "visit list today --columns no,customer,result -f csv"),
)  # fmt: skip


@app.command()
def demo(
    ctx: typer.Context,
    keep: Annotated[
        str, typer.Option(metavar="DIR", help=N_("Leave the office in this folder to try out"))
    ] = "",
) -> None:
    """Build a made-up sales office and walk through a day in it.

    \b
    sales demo
    sales demo --keep ~/sales-demo
    """
    desk = desk_of(ctx)
    if keep:
        place = Path(keep).expanduser().absolute()
        if place.exists() and any(place.iterdir()):
            raise UsageError(
                _("{path} is not empty").format(path=place), _("name a new folder"), wrong=keep
            )
        walk(desk, place)
        desk.say(_("The office stays in {path}; to use it:").format(path=place))
        for name, file in (("SALES_DB", "sales.db"), ("SALES_CONFIG", "config.yaml")):
            desk.say(f"  export {name}={quote(str(place / file))}")
        return
    with tempfile.TemporaryDirectory(prefix="sales-demo-") as folder:
        walk(desk, Path(folder))


def walk(desk: Desk, folder: Path) -> None:
    """Build the office, then run the day's commands as a person would type them."""
    from salescli.commands import demo_office

    desk.say(_("Building a made-up office with 60 customers and a quarter of visits …"))
    today = desk.calendar.on_or_before(desk.today)
    try:
        demo_office.build(folder, today)
        (folder / "new-customers.csv").write_text(demo_office.customer_csv(), encoding="utf-8-sig")
    except OSError as error:
        raise SalesError(
            _("could not write {path}: {reason}").format(path=folder, reason=error.strerror)
        ) from error
    for clock, about, line in DAY:
        step(folder, today, clock, _(about), line)


def step(folder: Path, today: date, clock: str, about: str, line: str) -> None:
    """One command of the day: its time and reason, the line, and what it says."""
    words = shlex.split(line.replace("{incomplete}", incomplete(folder, today)))
    print(f"\n# {clock}  {about}\n$ {join(['sales', *words])}", flush=True)  # noqa: T201 -- the walk is the output
    done = subprocess.run(
        [sys.executable, "-m", "salescli", *words], cwd=folder,
        env=environment(folder, today, clock), stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SalesError(_("the demo stopped at `sales {line}`").format(line=line))


def environment(folder: Path, today: date, clock: str) -> dict[str, str]:
    return {
        **os.environ,
        "SALES_DB": str(folder / "sales.db"),
        "SALES_CONFIG": str(folder / "config.yaml"),
        "SALES_TODAY": f"{today.isoformat()}T{clock}",
        "SALES_LANG": current(),
        "PAGER": "cat",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }


def incomplete(folder: Path, today: date) -> str:
    """The number of the day's visit that the next step completes."""
    from salescli.store.reading import reading

    with reading(folder / "sales.db", lambda: None) as reader:
        found = reader.value(
            "SELECT max(no) FROM visits WHERE visit_date = :day AND channel = 'visit'"
            " AND outcome = 'met' AND problems = ''",
            day=today.isoformat(),
        )
    return str(found or "last")
