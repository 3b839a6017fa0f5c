"""sales: visits, daily quota and reports of a field sales rep, in the terminal and offline."""

__version__ = "0.1.0"
