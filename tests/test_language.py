"""Every message in four languages: nothing missing, nothing lost on the way."""

from __future__ import annotations

import re
import string
from pathlib import Path

import catalogues
import pytest

HELP = catalogues.PACKAGE / "help"
TOPICS = sorted(path.name for path in HELP.glob("*.md"))


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def quoted(text: str) -> set[str]:
    """Command lines in backticks, which nobody translates."""
    return set(re.findall(r"`([^`]*)`", text))


def texts(value: object) -> list[str]:
    return list(value) if isinstance(value, (list, tuple)) else [str(value)]


@pytest.fixture(scope="module")
def template():
    return catalogues.template()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_message_is_translated_with_its_placeholders(template, language):
    catalogue = catalogues.read(language)
    for message in template:
        if not message.id:
            continue
        first = texts(message.id)[0]
        found = catalogue.get(first)
        assert found is not None, f"{language} lacks {first!r}: python tests/catalogues.py update"
        for said in texts(found.string):
            assert said.strip(), f"{language} is empty for {first!r}"
            many = set().union(*(placeholders(text) for text in texts(message.id)))
            assert placeholders(said) <= many, f"{language}: placeholders of {first!r}"
            assert placeholders(said) >= placeholders(first) - {"count", "n"}, first
            assert quoted(said) == quoted(first), f"{language}: backticks of {first!r}"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_translation_is_left_over(template, language):
    known = {texts(message.id)[0] for message in template}
    assert [m.id for m in catalogues.read(language) if m.id and texts(m.id)[0] not in known] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_is_what_the_text_says(language):
    place = catalogues.po_path(language).with_suffix(".mo")
    assert place.read_bytes() == catalogues.compiled(language), "python tests/catalogues.py compile"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_help_page_is_there_with_the_same_commands(language, topic):
    english = (HELP / topic).read_text(encoding="utf-8")
    other = (HELP / language / topic).read_text(encoding="utf-8")
    commands = {text for text in quoted(english) if text.startswith("sales ")}
    assert commands <= quoted(other)
    assert other != english


@pytest.mark.parametrize("language", ["en", *catalogues.LANGUAGES])
@pytest.mark.parametrize("topic", ["", *[Path(name).stem for name in TOPICS]])
def test_help_topics_are_shown(sales, language, topic):
    assert len(sales(f"--lang {language} help {topic}").out) > 100


def test_keys_are_the_same_in_every_language(hanbit):
    lines = ["customer list -f json", "today -f json", "report daily -f json", "visit list -f csv"]
    hanbit("visit add 한빛 x")
    for line in lines:
        shown = {name: hanbit(f"--lang {name} {line}").out for name in ("en", "ko", "zh", "es")}
        if line.endswith("csv"):
            assert len(set(shown.values())) == 1
        else:
            keys = {name: re.findall(r'"([a-z_]+)":', text) for name, text in shown.items()}
            assert keys["ko"] == keys["zh"] == keys["es"] == keys["en"]


def test_the_language_is_taken_from_flag_environment_config_and_locale(program, office):
    def speaks(line="", **environment):
        return program(f"{line} help", LC_ALL="C", LANG="", **environment).out

    english = speaks(SALES_LANG="")
    assert speaks(SALES_LANG="ko") != english
    assert speaks("--lang es", SALES_LANG="ko") == speaks(SALES_LANG="es")
    (office / "config.yaml").write_text("language: zh\n")
    assert speaks(SALES_LANG="") == speaks(SALES_LANG="zh")
    (office / "config.yaml").write_text("")
    assert program("help", SALES_LANG="", LC_ALL="ko_KR.UTF-8").out == speaks(SALES_LANG="ko")
