"""How to install what is missing, wherever the program came from."""

from __future__ import annotations

import importlib.metadata
import json

import pytest

from salescli.errors import how_to_install


class Distribution:
    def __init__(self, origin):
        self.origin = origin

    def read_text(self, _name):
        return self.origin


@pytest.mark.parametrize(
    "origin, command",
    [
        (None, "`pip install 'salescli[pdf]'`"),
        (
            json.dumps({"url": "file:///my%20work/sales", "dir_info": {"editable": True}}),
            "`pip install -e '/my work/sales[pdf]'`",
        ),
        (
            json.dumps({"url": "file:///tmp/salescli-1.0.whl", "archive_info": {}}),
            "`pip install 'salescli[pdf] @ file:///tmp/salescli-1.0.whl'`",
        ),
        ("no json", "`pip install 'salescli[pdf]'`"),
    ],
)
def test_the_command_fits_the_installation(monkeypatch, origin, command):
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _name: Distribution(origin))
    assert how_to_install("pdf") == command


def test_a_checkout_that_is_not_installed(monkeypatch):
    def missing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", missing)
    assert how_to_install("pdf") == "`pip install 'salescli[pdf]'`"
