"""What the office sets: nested frozen dataclasses, read strictly from one YAML file.

Every value has a default. Flag > environment > file > default.
"""

from salescli.config.checks import weekdays
from salescli.config.places import data_folder, data_path, default_path, state_folder
from salescli.config.reading import Loaded, language_of, load, parse, read_text
from salescli.config.settings import Config, Me, flat, legacy_encoding
from salescli.config.writing import as_yaml, edited, example, with_value

__all__ = [
    "Config",
    "Loaded",
    "Me",
    "as_yaml",
    "data_folder",
    "data_path",
    "default_path",
    "edited",
    "example",
    "flat",
    "language_of",
    "legacy_encoding",
    "load",
    "parse",
    "read_text",
    "state_folder",
    "weekdays",
    "with_value",
]
