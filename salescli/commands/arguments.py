"""The options that many commands share, so that the same word means the same everywhere."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from salescli.commands import completing
from salescli.commands.usage import NounGroup
from salescli.desk import Desk
from salescli.errors import NotFoundError, UsageError
from salescli.language import N_, _
from salescli.output import Format, Shown, check_place, form_of, show
from salescli.output.table import Table

Function = TypeVar("Function", bound=Callable[..., Any])
HELP = {"help_option_names": ["-h", "--help"]}


def room(**options: Any) -> typer.Typer:
    """An app of one noun: a bare noun prints its help, as Typer does."""
    return typer.Typer(
        cls=NounGroup, no_args_is_help=True, context_settings=HELP, add_completion=False, **options
    )


def need_file(desk: Desk) -> None:
    if not desk.path.exists():
        raise NotFoundError(
            _("there is no data file yet at {path}").format(path=desk.path),
            _("`sales init` begins one"),
        )


def parse_format(text: str) -> str:
    if text not in set(Format):
        raise UsageError(
            _('no format "{text}"').format(text=text),
            _("one of {choices}").format(choices=", ".join(Format)),
            wrong=text,
        )
    return text


def checked_format(ctx: typer.Context, text: str) -> str:
    """A known form; a command that writes no file refuses bytes on a terminal before its work."""
    form = parse_format(text)
    if all(parameter.name != "output" for parameter in ctx.command.params):
        check_place(form, "")
    return form


def checked_output(ctx: typer.Context, output: str) -> str:
    """A place to write to: none of the office's own files."""
    if output and isinstance(ctx.obj, Desk):
        from salescli.commands.own_files import refuse

        refuse(ctx.obj, output)
    return output


CustomerArg = Annotated[
    str,
    typer.Argument(
        help=N_("Customer: code, number, or part of the name"),
        autocompletion=completing.customer,
        show_default=False,
    ),
]
VisitArg = Annotated[
    str,
    typer.Argument(
        help=N_("Visit: its number, or `last`"),
        autocompletion=completing.visit,
        show_default=False,
    ),
]
FormatOpt = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        help=N_("table, csv, tsv, json, jsonl, md, html, xlsx or pdf"),
        autocompletion=completing.formats,
        show_default=False,
        callback=lambda ctx, value: checked_format(ctx, value) if value else value,
    ),
]
OutputOpt = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        help=N_("Write to this file; its ending tells the format"),
        callback=checked_output,
    ),
]
ColumnsOpt = Annotated[
    str,
    typer.Option(
        "--columns", help=N_("Only these columns, as a,b,c"), autocompletion=completing.columns
    ),
]
LimitOpt = Annotated[
    int | None, typer.Option("--limit", help=N_("At most so many rows"), show_default=False, min=1)
]
AllOpt = Annotated[bool, typer.Option("--all", help=N_("All rows, not only the first page"))]
OnOpt = Annotated[
    str, typer.Option("--on", help=N_("Day: today, yesterday, fri, 3/14, 2026-03-14"))
]
YesOpt = Annotated[bool, typer.Option("--yes", "-y", help=N_("Do not ask"))]
NoInputOpt = Annotated[bool, typer.Option("--no-input", help=N_("Never ask; fail instead"))]
DryRunOpt = Annotated[
    bool, typer.Option("--dry-run", "-n", help=N_("Show what would happen, write nothing"))
]


@dataclass(frozen=True)
class Field:
    """One field of a form as an option: drives add, edit, the form's page and import alike."""

    name: str
    option: str
    help: str
    kind: Any = str
    complete: Callable[..., Any] | None = None
    metavar: str | None = None

    def parameter(self) -> inspect.Parameter:
        kind = self.kind | None if self.kind is not list[str] else self.kind
        names = [part.strip() for part in self.option.split(",")]
        option = typer.Option(
            *names,
            help=self.help,
            autocompletion=self.complete,
            metavar=self.metavar,
            show_default=False,
        )
        return inspect.Parameter(
            self.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=[] if self.kind == list[str] else None,
            annotation=Annotated[kind, option],
        )


def with_fields(*forms: Sequence[Field]) -> Callable[[Function], Function]:
    """Give a command ``**form`` one typed option per field, in the order of the forms."""

    def wrap(function: Function) -> Function:
        signature = inspect.signature(function, eval_str=True)
        own = [
            parameter
            for parameter in signature.parameters.values()
            if parameter.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        parameters = own + [field.parameter() for form in forms for field in form]
        function.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        function.__annotations__ = {item.name: item.annotation for item in parameters}
        return function

    return wrap


def given(form: dict[str, Any]) -> dict[str, Any]:
    """What was typed of a form, and nothing else."""
    return {name: value for name, value in form.items() if value not in (None, [], ())}


def desk_of(ctx: typer.Context) -> Desk:
    desk: Desk = ctx.obj
    return desk


def emit(desk: Desk, shown: Shown, form: str = "", output: str = "", columns: str = "") -> None:
    """Show a table or report in the form that was asked for; an empty one says so in words."""
    chosen = Format(form) if form else None
    if columns:
        table = shown if isinstance(shown, Table) else shown.table
        shown = table.only(name.strip() for name in columns.split(",") if name.strip())
    if isinstance(shown, Table) and not shown.rows and shown.empty:
        desk.say(shown.empty)
        if chosen in {None, Format.TABLE} and not output:
            return
    to = Path(output) if output else None
    show(shown, chosen, to, pager=desk.pager, colour=desk.colour)
    if to is not None and output != "-":
        desk.say(_("Wrote {path}").format(path=to))


def for_machines(form: str, output: str) -> bool:
    """Whether a program will read what comes out: rows then, and no page."""
    rows = {Format.CSV, Format.TSV, Format.JSON, Format.JSONL}
    if not form and output and output != "-":
        return form_of(Path(output)) in rows
    return form in rows
