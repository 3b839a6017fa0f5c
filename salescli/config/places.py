"""Where the config file, the data file and the log are, on each system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from salescli.config.settings import Config
from salescli.errors import SalesError
from salescli.language import _

APP = "sales"


def default_path() -> Path:
    if given := os.environ.get("SALES_CONFIG"):
        return Path(given).expanduser()
    return config_folder() / "config.yaml"


def config_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / APP
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP
    return xdg("XDG_CONFIG_HOME", ".config")


def data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / APP
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP
    return xdg("XDG_DATA_HOME", ".local/share")


def state_folder() -> Path:
    if sys.platform in {"win32", "darwin"}:
        return data_folder() / "logs"
    return xdg("XDG_STATE_HOME", ".local/state")


def xdg(variable: str, fallback: str) -> Path:
    given = os.environ.get(variable)
    return (Path(given) if given else home() / fallback) / APP


def home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise SalesError(
            _("your home folder is unknown"), _("set HOME, or SALES_CONFIG and SALES_DB")
        ) from error


def data_path(config: Config) -> Path:
    """The data file: SALES_DB, else the config's, else in the data folder."""
    if given := os.environ.get("SALES_DB"):
        return Path(given).expanduser()
    if config.database.path:
        return Path(config.database.path).expanduser()
    return data_folder() / "sales.db"
