from __future__ import annotations

import io
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.drafts import Problem
from salescli.errors import SalesError
from salescli.exchange.customers import drafts
from salescli.exchange.headers import recognise
from salescli.exchange.rejects import write_rejects
from salescli.exchange.tables import read_table

PIECES = st.sampled_from(
    [
        *(
            "name",
            "phone",
            "lat",
            "전화",
            "客户",
            '"',
            "'",
            "=",
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            "\r",
        ),
        *("A", "한", "sep=;\n", "reason", "<missing>", "9", "-", "NULL", "\0", "\ufeff", "\x1b"),
    ]
)
FILES = st.binary() | st.lists(PIECES, max_size=40).flatmap(
    lambda pieces: st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp949"]).map(
        lambda encoding: "".join(pieces).encode(encoding, "replace")
    )
)
LEGACY = st.sampled_from(["cp949", "gb18030", "cp1252"])


@given(FILES, LEGACY, st.booleans())
def test_any_bytes_are_rows_or_one_clear_error(raw, legacy, header):
    with suppress(SalesError):
        table = read_table(io.BytesIO(raw), legacy=legacy, header=header)
        found = list(table.rows)
        assert [row.line for row in found] == sorted({row.line for row in found})
        assert all(isinstance(row, Problem) or len(row.cells) == len(table.header) for row in found)
        mapping = recognise(table.header, table.sample, overrides={"1": "name"})
        assert [row.line for row in drafts(table, mapping)] == [row.line for row in found]


@given(FILES)
def test_ragged_rows_are_refused_again(raw):
    with suppress(SalesError), tempfile.TemporaryDirectory() as folder:
        table = read_table(io.BytesIO(raw), legacy="cp949")
        problems = [row for row in table.rows if isinstance(row, Problem)]
        file = Path(folder, "x.rejects.csv")
        write_rejects(file, table.header, problems)
        again = list(read_table(file, legacy="cp949").rows)
        ragged = [len(row.raw) != len(table.header) for row in problems]
        assert len(again) == len(problems)
        assert all(isinstance(row, Problem) for row, bad in zip(again, ragged, strict=True) if bad)
