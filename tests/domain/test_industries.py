from __future__ import annotations

import pytest

from salescli.domain.industries import outside


@pytest.mark.parametrize(
    "industry, mine, answer",
    [
        ("food", [], False),
        ("food", ["", " "], False),
        ("", ["plastics"], False),
        ("Plastics", ["plastics"], False),
        ("플라스틱 사출", ["도료", "플라스틱"], False),
        ("도료", ["자동차 도료"], False),
        ("food", ["plastics", "도료"], True),
    ],
)
def test_a_customer_of_another_industry(industry, mine, answer):
    assert outside(industry, mine) is answer
