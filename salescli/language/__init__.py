"""The four languages: English in the code as ``_("…")``, Korean, Chinese and Spanish in catalogues.

One language per process, chosen by ``use`` before anything is said; only ``gettext`` is loaded.
"""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path

LANGUAGES = ("en", "ko", "zh", "es")
FOLDER = Path(__file__).parent

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_current = "en"


def use(name: str) -> None:
    """Speak ``name`` (one of LANGUAGES) from now on; Typer's own words follow."""
    global _catalogue, _current
    _current = name
    _catalogue = gettext.translation("sales", FOLDER, languages=[name], fallback=True)
    gettext.bindtextdomain("sales", str(FOLDER))
    gettext.textdomain("sales")
    os.environ["LANGUAGE"] = name  # where gettext, and so Typer, looks first


def current() -> str:
    return _current


def from_locale() -> str:
    """The language of the terminal's locale, English when it is none of ours."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return known(value)
    return known(locale.getlocale()[0] or "")


def known(text: str) -> str:
    """``ko_KR.UTF-8``, ``zh-CN``, ``Spanish`` … → one of LANGUAGES."""
    short = text.strip().lower()[:2]
    return short if short in LANGUAGES else "en"


def _(message: str) -> str:
    return _catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    return _catalogue.ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 -- the name every gettext tool knows
    """Mark a message for translation where it stands; ``_`` translates it later."""
    return message
