"""For paper and mail: Markdown, and one self-contained HTML page that prints on A4."""

from __future__ import annotations

from html import escape

from salescli.domain.text import visible
from salescli.language import current
from salescli.output.cells import cell, human
from salescli.output.charts import as_facts, html_chart
from salescli.output.table import Block, Chart, Column, Facts, Prose, Report, Table

RIGHT, WHOLE = ' class="r"', ' class="n"'
LEAST = 10  # digits: a column of text is never narrower
GRID = ' class="grid"'
STYLE = """
body { font: 10.5pt/1.45 "Noto Sans", "Noto Sans CJK KR", "Noto Sans CJK SC", "Malgun Gothic",
  "Microsoft YaHei", "Apple SD Gothic Neo", "PingFang SC", sans-serif; color: #111;
  max-width: 270mm; margin: 1.5em auto; padding: 0 1em }
h1 { font-size: 16pt; margin: 0 0 .4em; text-align: center }
h2 { font-size: 11.5pt; margin: 1.2em 0 .3em; break-after: avoid }
dl, .prose { break-inside: avoid-page }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #777; padding: .3em .5em; vertical-align: top; text-align: left }
th { word-break: keep-all } td { overflow-wrap: anywhere }
th { background: #eee; -webkit-print-color-adjust: exact; print-color-adjust: exact }
td.n, td.r { white-space: nowrap } td.r { text-align: right }
table.export td { overflow-wrap: break-word }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15em 1em; margin: .3em 0 }
dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
.prose { border: 1px solid #777; padding: .4em .6em; min-height: 2.8em; white-space: pre-wrap;
  overflow-wrap: anywhere }
table.chart td { border: 0; padding: .1em .5em; vertical-align: middle; white-space: nowrap }
table.chart svg { display: block; width: 100%; min-width: 8em; height: .8em }
table.chart td:nth-child(2) { width: 60% } table.chart { break-inside: avoid }
table.spark td, table.spark td:nth-child(2) { width: auto; text-align: center; padding: 0 .15em }
table.spark svg { min-width: .6em; max-width: 1.8em; height: 3em; margin: auto }
table.grid { table-layout: fixed } small { color: #555 }
thead { display: table-header-group } tr { break-inside: avoid }
@media screen and (max-width: 1000px) { table { font-size: .85em } }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt } }
"""


def as_markdown(shown: Table | Report) -> str:
    if isinstance(shown, Table):
        return markdown_block(shown)
    blocks = [markdown_block(block) for block in shown.seen]
    return "\n".join([f"# {markdown_text(shown.title)}\n", *filter(None, blocks)])


def markdown_block(block: Block) -> str:
    heading = f"## {markdown_text(block.title)}\n\n" if block.title else ""
    if isinstance(block, Prose):
        return f"{heading}{markdown_text(block.text) or '–'}\n"
    if isinstance(block, Chart):
        return markdown_block(as_facts(block))
    if isinstance(block, Facts) and block.inline:
        return f"{heading}{markdown_text(one_line(block))}\n"
    if isinstance(block, Facts):
        lines = [
            f"- {markdown_text(item.label)}: {markdown_cell(fact_text(item))}"
            for item in block.items
        ]
        return heading + "\n".join(lines) + "\n"
    return heading + markdown_table(block)


def fact_text(item: object) -> str:
    text = getattr(item, "text", "")
    return text or human(getattr(item, "value", None))


def one_line(facts: Facts) -> str:
    """``Date: Tue 3 Mar 2026 · Area: 서울 · Filled in by: 김민수``."""
    return " · ".join(f"{item.label}: {fact_text(item)}" for item in facts.items)


def markdown_text(text: str) -> str:
    return "".join("\\" + sign if sign in "\\`*_[]<>|#" else sign for sign in visible(text))


def markdown_cell(text: str) -> str:
    return markdown_text(text).replace("\n", "<br>")


def markdown_table(table: Table) -> str:
    table = table.for_people()
    head = "| " + " | ".join(column.title for column in table.columns) + " |"
    rule = "|" + "|".join("---:" if column.right else "---" for column in table.columns) + "|"
    rows = [
        "| "
        + " | ".join(
            markdown_cell(cell(column, value))
            for column, value in zip(table.columns, row, strict=True)
        )
        + " |"
        for row in table.rows
    ]
    return "\n".join([head, rule, *rows]) + "\n"


def as_html(shown: Table | Report) -> str:
    from salescli.output.paper import room_on, wide

    blocks = [shown] if isinstance(shown, Table) else shown.seen
    turned = wide(shown)
    body = "\n".join(html_block(block, room_on(turned=turned)) for block in blocks)
    heading = f"<h1>{html_text(shown.title)}</h1>\n" if isinstance(shown, Report) else ""
    return f"{page_head(shown.title, landscape=turned)}{heading}{body}{page_foot()}"


def page_head(title: str, *, landscape: bool) -> str:
    sheet = f"@page {{ size: A4 {'landscape' if landscape else 'portrait'}; margin: 14mm }}"
    return (
        f'<!doctype html>\n<html lang="{current()}"><head><meta charset="utf-8">\n'
        f"<title>{html_text(title) or 'sales'}</title>"
        f"<style>\n{sheet}{STYLE}</style></head>\n<body>\n"
    )


def page_foot() -> str:
    return "\n</body></html>\n"


def html_block(block: Block, room: int) -> str:
    heading = f"<h2>{html_text(block.title)}</h2>\n" if block.title else ""
    if isinstance(block, Prose):
        return f'{heading}<div class="prose">{html_text(block.text)}</div>'
    if isinstance(block, Chart):
        return heading + html_chart(block)
    if isinstance(block, Facts) and block.inline:
        return f"{heading}<p>{escape(visible(one_line(block)))}</p>"
    if isinstance(block, Facts):
        items = [
            f"<dt>{escape(item.label)}</dt><dd>{html_cell(fact_text(item))}</dd>"
            for item in block.items
        ]
        return f"{heading}<dl>{''.join(items)}</dl>"
    return heading + html_table(block, room)


def html_text(text: str) -> str:
    return escape(visible(text))


def html_cell(text: str) -> str:
    return html_text(text).replace("\n", "<br>")


def html_table(table: Table, room: int) -> str:
    """Columns as wide as on paper: text gives way to numbers, which stand in one line."""
    from salescli.output.paper import sheet

    drawn = sheet(table, room)
    head = "".join(map(html_head, drawn.table.columns, drawn.breaks, drawn.widths))
    marks = [
        RIGHT if column.right else "" if breaks else WHOLE
        for column, breaks in zip(drawn.table.columns, drawn.breaks, strict=True)
    ]
    rows = [
        "<tr>"
        + "".join(
            f"<td{mark}>{html_cell(text)}</td>" for mark, text in zip(marks, row, strict=True)
        )
        + "</tr>"
        for row in drawn.texts
    ]
    return (
        f"<table{GRID if table.grid else ''}><thead><tr>{head}</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table>"
    )


def html_head(column: Column, breaks: bool, width: int) -> str:
    least = f";min-width:{max(min(width, LEAST), width // 2)}ch" if breaks else ""
    return f'<th style="width:{width}ch{least}">{escape(column.title)}</th>'
