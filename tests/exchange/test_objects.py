from __future__ import annotations

import io

import pytest

from salescli.domain.drafts import Problem
from salescli.errors import SalesError
from salescli.exchange.readers import Asked, read


def table(text, encoding="utf-8"):
    return read(io.BytesIO(text.encode(encoding)), Asked("customers", "cp949"))


def rows(text):
    return [(row.line, row.cells) for row in table(text).rows]


SOUND = [
    ("a list", '[{"name": "한빛", "no": 1}, {"name": "두리"}]', [(1, ["한빛", "1"]), (1, ["두리", ""])]),
    ("over lines", '[\n  {"name": "한빛"},\n  {"name": "두리"}\n]', [(2, ["한빛"]), (3, ["두리"])]),
    ("JSON Lines", '{"name": "한빛"}\n{"name": "두리"}\n', [(1, ["한빛"]), (2, ["두리"])]),
    ("a list with a name", '{"customers": [{"name": "한빛"}]}', [(1, ["한빛"])]),
    ("an empty object", '[{}, {"name": "한빛"}]', [(1, ["한빛"])]),
    ("numbers as written", '[{"code": 0.10, "tax": 12345678901234567890}]',
     [(1, ["0.10", "12345678901234567890"])]),
    ("truth and nothing", '[{"a": true, "b": false, "c": null}]', [(1, ["true", "false", ""])]),
    ("a list of texts", '[{"tags": ["a", "b"], "x": {"y": 1}}]', [(1, ["a, b", '{"y": "1"}'])]),
    ("a formula", '[{"name": "=1+1"}]', [(1, ["'=1+1"])]),
]  # fmt: skip


@pytest.mark.parametrize("name, text, expected", SOUND, ids=[name for name, *_rest in SOUND])
def test_objects_are_rows(name, text, expected):
    assert rows(text) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp949"])
def test_encodings(encoding):
    assert table('[{"name": "한빛상사"}]', encoding).sample[0].cells == ["한빛상사"]


BROKEN = [
    ('[{"a": 1},\n{"a": },\n{"a": 3}]', [1, 3], 2),
    ('{"a": 1}\n{"a\n{"a": 3}\n', [1, 3], 2),
    ('[{"a": 1}, 5, "x"]', [1], 1),
    ('[{"a": 1},\n{"a": 2', [1], 2),
]


@pytest.mark.parametrize("text, sound, line", BROKEN)
def test_what_is_broken_is_reported_by_its_line(text, sound, line):
    found = list(table(text).rows)
    assert [int(row.cells[0]) for row in found if not isinstance(row, Problem)] == sound
    problems = [row for row in found if isinstance(row, Problem)]
    assert problems
    assert problems[0].line == line


ORIGINAL = [
    ('[{"a": 1}, 5]', ["this is no object; mend number 2 in the original file: 5"]),
    ('[{"a": 1}, {"a": }, {"a": 3}]',
     ["this is no JSON: Expecting value; mend object 2 in the original file:"
      ' {"a": }, {"a": 3}] (nothing behind it was read)']),
    ('{"a": 1}\n{"a": x}\n{"a": 3}',
     ["this is no JSON: Expecting value; mend object 2 in the original file:"
      ' {"a": x} {"a": 3}']),
]  # fmt: skip


@pytest.mark.parametrize("text, reasons", ORIGINAL)
def test_a_refused_object_says_which_one_of_the_original_to_mend(text, reasons):
    assert [row.reason for row in table(text).rows if isinstance(row, Problem)] == reasons


def test_what_is_inside_a_broken_object_is_no_row():
    text = '[\n  {"a": 1, "b": x,\n   "people": [\n     {"a": 2}\n   ]},\n  {"a": 3}\n]'
    found = [row.cells[0] for row in table(text).rows if not isinstance(row, Problem)]
    assert found == ["3"]


@pytest.mark.parametrize("text", ["[]", "[" * 100_000 + "{}", '[{"a":' * 50_000])
def test_nothing_to_bring_in_is_one_line(text):
    with pytest.raises(SalesError):
        list(table(text).rows)
