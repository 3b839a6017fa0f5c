"""A refused entry is given back as one line: `again:` where it was put right, else `typed:`."""

from __future__ import annotations

from collections.abc import Container, Sequence

from salescli.domain.shellwords import join
from salescli.errors import SalesError

ENTRIES = ("add", "edit", "review", "objective")
SHORT = 3  # so few words are typed anew as fast as they are copied


def given_back(words: Sequence[str], nouns: Container[str], error: SalesError | None) -> str:
    """The line of an entry that was refused, below the word that says what it is."""
    right = corrected(words, error) if error and error.wrong and error.right else None
    return said("again", right, nouns) if right else said("typed", words, nouns)


def said(label: str, words: Sequence[str], nouns: Container[str]) -> str:
    """The line behind its label; "" for a command that is no entry, or a short one."""
    places = [place for place, word in enumerate(words) if word in nouns]
    verb = words[places[0] + 1 : places[0] + 2] if places else []
    if len(words) <= SHORT or not verb or verb[0] not in ENTRIES:
        return ""
    return f"{label}: {join(['sales', *words])}"


def corrected(words: Sequence[str], error: SalesError) -> list[str] | None:
    """The words with the one that was not understood put right, wherever its option stands."""
    for place, word in enumerate(words):
        if right := put_right(word, words[place - 1] if place else "", error):
            return [*words[:place], right, *words[place + 1 :]]
    return None


def put_right(word: str, before: str, error: SalesError) -> str:
    """The word as it should be when it is the wrong one, alone or joined to an option."""
    names = [name for name in error.option.split(",") if name]
    if error.wrong.startswith("--"):
        name, sign, value = word.partition("=")
        return error.right + sign + value if name == error.wrong else ""
    if word == error.wrong and (before in names if names else not before.startswith("-")):
        return error.right
    joined = [f"{name}=" if name.startswith("--") else name for name in names]
    return next((name + error.right for name in joined if word == name + error.wrong), "")
