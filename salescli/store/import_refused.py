"""The rows that did not come in, in the order of the file; many of them wait on disk."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from salescli.domain.drafts import Problem

AT_HAND = 1000


class Refused:
    """Gone through as often as needed; only the first thousand are kept in memory."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.count = 0
        self.rest: IO[str] | None = None

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Problem]:
        yield from self.first
        if self.rest is not None:
            self.rest.seek(0)
            for line in self.rest:
                yield Problem(*json.loads(line))

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.count += 1
            if len(self.first) < AT_HAND:
                self.first.append(problem)
            else:
                self.put_by(problem)

    def put_by(self, problem: Problem) -> None:
        """Keep one in a file that has no name and ends with the program."""
        if self.rest is None:
            self.rest = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 -- it lives as long as the tally
        self.rest.write(json.dumps(problem) + "\n")

    def close(self) -> None:
        if self.rest is not None:
            self.rest.close()
