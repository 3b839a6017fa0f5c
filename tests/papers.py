"""Texts that try to become code in a spreadsheet or in a PDF, and a page full of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

from salescli.output.table import (
    Bar,
    Chart,
    ChartKind,
    Column,
    Fact,
    Facts,
    Prose,
    Report,
    Table,
)

NAUGHTY = (
    "=1+1", "@SUM(A1)", "+82-2-555-0101", "-2+3", "0123", "1e5", "2026-03-03", "TRUE", "#N/A",
    '=HYPERLINK("http://x","y")', "http://x.y/z", "mailto:a@b.c", "internal:Sheet1!A1",
    "_x0041_", "{=1}", "\u202eabc\u2066", "\x1b[31mred", "\x00", "tab\tx", "a\r\nb", "\ud800",
    "[b]x[/b] [brackets]", '#import "x": *', "$x$", "#sys.inputs", "*bold* _it_ `raw` <l> @ref",
    "// c /* d */", "\\ \\n", "= heading", "- item", "😀👨‍👩‍👧 é", "<b>&amp;</b>",
    "{curly} (par) \"q\" 'q'", "עברית", "한빛상사", "北京光明贸易", "Núñez", "x" * 500, "한" * 300,
)  # fmt: skip


def table(**more):
    columns = [
        Column("no", "No.", right=True),
        Column("name", "=Name", wrap=True),
        Column("day", "Day"),
        Column("at", "At"),
        Column("time", "Time"),
        Column("amount", "Amount", right=True),
        Column("met", "Met"),
        Column("hidden", "hidden", machine=True),
    ]
    at = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
    rows = [
        (no, name, date(2026, 3, 3), at, time(9, 40), Decimal("1234.50"), True, "secret")
        for no, name in enumerate(NAUGHTY)
    ]
    return Table(columns, rows, **more)


def chart(kind=ChartKind.BARS):
    items = [Bar("A", 29, 30), Bar("나 등급", 3, 12, "=late"), Bar("丙 [x]", 0, 7), Bar("D", 9, 8)]
    return Chart(items, "Coverage", key="coverage", kind=kind)


def report(title="Form of [x]: *?/\\ #x"):
    return Report(
        title,
        [
            Facts([Fact("a", "Date", "=x"), Fact("b", "Count", 5)], key="head", inline=True),
            table(title="Visits", key="visits"),
            Facts([Fact(str(no), f"f{no}", text) for no, text in enumerate(NAUGHTY)], "Facts"),
            Prose("\n".join(NAUGHTY), "Summary", key="summary"),
            Prose("", "Remark", key="remark"),
            Table([Column("a", "A")], [], title="None", key="none", empty="nothing here"),
            chart(),
            chart(ChartKind.SPARK),
            Chart([], "No bars"),
            Chart([], "No columns", kind=ChartKind.SPARK),
            Facts([], "No facts"),
        ],
    )
