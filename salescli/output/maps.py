"""A picture of the day without tiles or network: SVG, a page to print, dots in the terminal."""

from salescli.output.map_page import html
from salescli.output.map_picture import svg
from salescli.output.map_terminal import terminal

__all__ = ["html", "svg", "terminal"]
