"""Closed lists take the words that are shown for them, and those that people say."""

from __future__ import annotations

import pytest

from salescli import language
from salescli.domain import words
from salescli.domain.meant import MEANT, meant
from salescli.domain.words import label


@pytest.mark.parametrize("kind", list(MEANT))
@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_what_tables_show_is_taken_in_every_language(kind, spoken):
    try:
        language.use(spoken)
        shown = {item.value: label(item) for item in kind}
    finally:
        language.use("en")
    assert {value: meant(kind, text) for value, text in shown.items()} == {
        item.value: item.value for item in kind
    }


@pytest.mark.parametrize(
    "kind, text, value",
    [
        (words.Outcome, "seen", "met"),
        (words.Outcome, "완료", "met"),
        (words.Outcome, "부재", "absent"),
        (words.Outcome, "reschedule", "postponed"),
        (words.Outcome, "No show", "absent"),
        (words.Channel, "call", "phone"),
        (words.Channel, "Visita", "visit"),
        (words.Channel, "电话", "phone"),
        (words.Reached, "sí", "yes"),
        (words.Grade, "b", "B"),
        (words.Outcome, "sent", ""),
        (words.Outcome, "", ""),
    ],
)
def test_words(kind, text, value):
    assert meant(kind, text) == value
