"""``python -m salescli`` is the same as `sales`."""

from salescli.cli import main

main()
