"""The SQLite file: two doors, one for reading through sqlite3, one for writing through sqlmodel."""

import os

# Nothing plugs into our validation, and looking for plug-ins reads the metadata of every installed
# package: a sixth of a write. Set before pydantic is loaded.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
