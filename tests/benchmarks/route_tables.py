"""What the route benchmarks share: plain tables, CPU time, travel minutes."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from statistics import mean
from typing import Any

KM_PER_DEGREE = 6371 * math.pi / 180


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print columns as wide as they need; numbers stand at the right."""
    texts = [list(head), *([shown(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    print(f"\n{title}")
    for text in (texts[0], ["-" * width for width in widths], *texts[1:]):
        first, *rest = zip(text, widths, strict=True)
        print(" ", first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest))


def shown(cell: Any) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What it returns, and the CPU seconds it took."""
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


def gap(best: int, found: int) -> float:
    """Percent below the best known."""
    return 100 * (best - found) / best


def against(aim: float, result: float, unit: str = "%") -> str:
    return f"{result:.2f} {unit} (aim ≤ {aim:g}{', missed' if result > aim else ''})"


def average(numbers: Sequence[float]) -> float:
    return mean(numbers) if numbers else 0.0
