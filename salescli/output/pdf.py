"""Table or report → a PDF on A4 that looks like the paper form; set by typst, text only as data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from salescli.domain.text import visible
from salescli.errors import SalesError, how_to_install
from salescli.language import _, current
from salescli.output import paper
from salescli.output.charts import ROW, figures, label, parts, shares
from salescli.output.paper import Shown
from salescli.output.table import Block, Chart, ChartKind, Facts, Prose, Table
from salescli.output.widths import line_width

FORM = Path(__file__).with_name("form.typ")
LATIN = ("Noto Sans", "Liberation Sans", "Arial", "Helvetica Neue", "DejaVu Sans")
KOREAN = (
    "Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans KR", "Malgun Gothic",
    "Apple SD Gothic Neo", "NanumGothic", "Noto Serif CJK KR",
)  # fmt: skip
CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "WenQuanYi Zen Hei", "SimSun", "Noto Serif CJK SC",
)  # fmt: skip
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
PROBE = b"#set text(font: json(bytes(sys.inputs.fonts)))\n#sys.inputs.text"
ARCHIVAL = "a-2b"  # the standard that refuses a letter without a picture
SIZE, SMALLEST = 8.5, 5.5


def as_pdf(shown: Shown) -> bytes:
    """The bytes of a PDF; the same page gives the same bytes."""
    typst = library()
    pages = [page(part) for part in paper.pages(shown)]
    book = {"title": visible(shown.title or pages[0]["title"]), "lang": current(), "parts": pages}
    names = fonts(text := json.dumps(book, ensure_ascii=False))
    check_letters(typst, text, names)
    text = json.dumps({**book, "fonts": names})
    compiled: bytes = typst.compile(FORM.read_bytes(), sys_inputs={"page": text})
    return compiled


def library() -> ModuleType:
    try:
        import typst
    except ImportError as error:
        raise SalesError(_("PDF files need the library typst"), how_to_install("pdf")) from error
    return typst


def fonts(text: str) -> list[str]:
    """Fonts in the order of the language, so that a sign looks as its readers write it."""
    if current() == "zh":
        return [*CHINESE, *KOREAN, *LATIN]
    if current() == "ko":
        return [*KOREAN, *CHINESE, *LATIN]
    eastern = [*KOREAN, *CHINESE] if HANGUL.search(text) else [*CHINESE, *KOREAN]
    return [*LATIN, *eastern]


def check_letters(typst: ModuleType, text: str, names: Sequence[str]) -> None:
    """Refuse to write boxes where Korean or Chinese letters stand."""
    letters = "".join(sorted(set(EAST_ASIAN.findall(text))))
    if not letters:
        return
    try:
        typst.compile(
            PROBE,
            sys_inputs={"fonts": json.dumps(names), "text": letters},
            pdf_standards=ARCHIVAL,
        )
    except RuntimeError as error:
        raise SalesError(
            _("no font on this computer shows the Korean or Chinese letters of this page"),
            _(
                "install one: the package `fonts-noto-cjk` on Linux, Malgun Gothic or "
                "Microsoft YaHei on Windows; or write `-o page.html`"
            ),
        ) from error


def page(shown: Shown) -> dict[str, Any]:
    """One page as the form takes it: plain texts and shares of the width."""
    blocks: Sequence[Block] = [shown] if isinstance(shown, Table) else shown.seen
    turned = paper.wide(shown)
    drawn = [block_of(block, paper.room_on(turned=turned)) for block in blocks]
    if isinstance(shown, Table):
        drawn[0]["title"] = ""
    return {"title": visible(shown.title), "wide": turned, "blocks": drawn}


def block_of(block: Block, room: int) -> dict[str, Any]:
    title = visible(block.title)
    if isinstance(block, Prose):
        return {"kind": "prose", "title": title, "text": paper.breakable(visible(block.text), room)}
    if isinstance(block, Chart):
        return {"title": title, **chart(block)}
    if isinstance(block, Table):
        return {"title": title, **table(block, room)}
    if block.inline:
        return {"kind": "line", "title": title, "rows": paper.fact_line(block)}
    return {"title": title, **facts(block, room)}


def table(block: Table, room: int) -> dict[str, Any]:
    sheet = paper.sheet(block, room)
    columns = [
        {"title": visible(column.title), "right": column.right, "share": width + paper.PAD}
        for column, width in zip(sheet.table.columns, sheet.widths, strict=True)
    ]
    rows = [
        [paper.breakable(text, width) for text, width in zip(row, sheet.widths, strict=True)]
        for row in sheet.texts
    ]
    size = max(SIZE * min(room / sheet.natural, 1), SMALLEST)
    return {
        "kind": "table", "columns": columns, "rows": rows, "size": size,
        "empty": visible(block.empty) or "–",
    }  # fmt: skip


def facts(block: Facts, room: int) -> dict[str, Any]:
    rows = paper.fact_line(block)
    step = 2 if paper.paired(block) else 1
    names = max((line_width(name) for name, _text in rows), default=1) + paper.PAD
    first = min(names, room // step // 2)
    rest = room // step - first
    cells = [(paper.breakable(name, first), paper.breakable(text, rest)) for name, text in rows]
    return {"kind": "facts", "rows": cells, "step": step, "shares": [first, rest]}


def chart(block: Chart) -> dict[str, Any]:
    drawn = [
        {
            "label": label(item), "width": line_width(label(item)), "share": share * 100,
            "track": bool(item.of), "figures": figures(item), "value": f"{item.value:,}",
            "note": visible(item.note),
        }
        for item, share in zip(block.items, shares(block), strict=True)
    ]  # fmt: skip
    if block.kind is ChartKind.SPARK:
        return {"kind": "spark", "lines": parts(drawn, ROW)}
    return {"kind": "bars", "rows": drawn}
