"""A refused entry is given back as a line to run: nothing is typed twice."""

from __future__ import annotations

import shlex

import pytest


def again(run, label="again"):
    """The words after ``sales`` of the line that was given back below its label."""
    _complaint, found, line = run.err.partition(f"\n{label}: ")
    assert found, run.err
    words = shlex.split(line)
    assert words[0] == "sales"
    return words[1:]


@pytest.mark.parametrize(
    "line, code, corrected",
    [
        ("visit add 한빛 x --with=박지송", 3, "visit add 한빛 x --with=박지성"),
        ("visit ad 한빛 x --result y", 2, "visit add 한빛 x --result y"),
        ("visit add 한빛 x --wiht 박지성", 2, "visit add 한빛 x --with 박지성"),
        ("visit add 한빛 x --reslt=y", 2, "visit add 한빛 x --result=y"),
        ("visit add 한빛 x --complaint late", 2, "visit add 한빛 x --problem late"),
        ("customer add 두리 --incomplete --grad A", 2, "customer add 두리 --incomplete --grade A"),
        ("customer edit 한빛 --staus lost", 2, "customer edit 한빛 --status lost"),
        ("customer edit 한빛 --status dormnat", 2, "customer edit 한빛 --status dormant"),
        ("visit add 한빛 x -w 박지송", 3, "visit add 한빛 x -w 박지성"),
        ("visit add 한빗 x --with 박", 3, "visit add 한빛상사 x --with 박"),
        ("visit add 한빛 x --outcome meet", 2, "visit add 한빛 x --outcome met"),
        ("visit add 한빛 x --outcome absen", 2, "visit add 한빛 x --outcome absent"),
        ("visit add 한빛 x --channel phon", 2, "visit add 한빛 x --channel phone"),
        ("contact edit 한빗 박 --phone 1", 3, "contact edit 한빛상사 박 --phone 1"),
        ("contact edit 한빛 박지송 --phone 1", 3, "contact edit 한빛 박지성 --phone 1"),
        ("followup add 한빗 'send it'", 3, "followup add 한빛상사 'send it'"),
        ("customer edit 한빗 --area 역삼", 3, "customer edit 한빛상사 --area 역삼"),
        ("visit objective 한빗 restock", 3, "visit objective 한빛상사 restock"),
    ],
)
def test_the_corrected_line_works_when_run(hanbit, line, code, corrected):
    words = again(hanbit(line, code=code))
    assert words == shlex.split(corrected)
    hanbit(words)


def test_of_several_that_fit_none_is_put_in(hanbit):
    hanbit("customer add 한빛나라 --incomplete")
    run = hanbit("visit add 한빛 x", code=3)
    assert "#1 B 한빛상사 (서울 강남구 역삼동 1, 박지성); #2 한빛나라" in run.err
    assert again(run, "typed") == ["visit", "add", "한빛", "x"]


@pytest.mark.parametrize(
    "line, code",
    [
        ("visit add 한빛 x --outcome sent", 2),
        ("visit add 한빛 x --channel cell", 2),
        ("visit add 한빛 x --with Zzz", 3),
        ("visit add 한빛 x --with 김", 3),
        ("visit add 한빛 x --with '박 사장'", 3),
        ("visit add 없는집 x", 3),
        ("visit add 한빛 x --zzz y", 2),
        ("visit add 한빛 came for the order", 2),
    ],
)
def test_a_line_is_put_right_only_where_the_spelling_is_near(hanbit, line, code):
    run = hanbit(line, code=code)
    assert "again:" not in run.err
    assert again(run, "typed") == shlex.split(line)


def test_a_double_that_was_declined_is_what_was_typed(hanbit):
    line = "customer add 한빛상사 --incomplete --area 종로"
    run = hanbit(line, tty=True, input="n\n", code=1)
    assert again(run, "typed") == shlex.split(line)
    assert "`--force`" in run.err


@pytest.mark.parametrize(
    "line, code",
    [
        ("visit add 한빛 'it'\"'\"'s late' --on tomorrow", 2),
        ("visit add 한빛 'a \"quoted\" $HOME `word` * ; & | > # !' --minutes -1", 2),
        ("visit add 한빛 'two\nlines' --at 25:00", 2),
        ("visit add 한빛 '' --at 25:00", 2),
        ("-q visit add 한빛 x --at 25:00", 2),
        pytest.param(
            "--lang en visit add 한빛 x --at 25:00",
            2,
        ),
        ("visit add '#1' x --at 25:00", 2),
        ("customer add 두리 --contact 김 --phone 1", 2),
        ("customer edit 한빛 --grade Z", 2),
        ("visit review last --reached maybe --cause 'buyer away'", 3),
        ("report review yesterday 'good work' --by 박부장", 3),
    ],
)
def test_what_cannot_be_corrected_is_repeated_word_for_word(hanbit, line, code):
    assert again(hanbit(line, code=code), "typed") == shlex.split(line)


@pytest.mark.parametrize(
    "line, code",
    [("visit add", 2), ("visit show 99", 3), ("customer show zzz", 3), ("visit list nope", 2)],
)
def test_short_commands_and_readers_are_not_repeated(hanbit, line, code):
    run = hanbit(line, code=code)
    assert not {"again:", "typed:"} & set(run.err.split())


@pytest.mark.parametrize(
    "line, code, corrected",
    [
        ("visit add 한빛 박지송 --with 박지송", 3, "visit add 한빛 박지송 --with 박지성"),
        ("visit add 한빛 meet --outcome meet", 2, "visit add 한빛 meet --outcome met"),
    ],
)
def test_only_the_wrong_word_is_corrected(hanbit, line, code, corrected):
    assert again(hanbit(line, code=code)) == shlex.split(corrected)


def test_a_value_joined_to_its_short_option_is_corrected(hanbit):
    assert again(hanbit("visit add 한빛 x -w박지송", code=3))[-1] == "-w박지성"


def test_a_wrong_number_is_not_taken_for_another_visit(hanbit):
    hanbit("visit add 한빛 x")
    run = hanbit("visit edit 9 --note y", code=3)
    assert again(run, "typed") == ["visit", "edit", "9", "--note", "y"]


def test_the_options_that_are_hinted_at_are_there(hanbit):
    hint = hanbit("customer add --contact 김", code=2).err
    assert "--name" not in hint
