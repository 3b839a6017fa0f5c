from __future__ import annotations

import pytest

from salescli.domain.sites import site


@pytest.mark.parametrize(
    "text, domain",
    [
        ("https://www.HanBit.co.kr/shop?x=1", "hanbit.co.kr"),
        ("www.hanbit.co.kr", "hanbit.co.kr"),
        ("hanbit.co.kr:8080", "hanbit.co.kr"),
        ("kim@hanbit.co.kr", "hanbit.co.kr"),
        ("kim@naver.com", ""),
        ("https://blog.naver.com/hanbit", ""),
        ("a@yahoo.com.mx", ""),
        ("b@qq.com", ""),
        ("hanbit", ""),
        ("", ""),
    ],
)
def test_the_domain_that_tells_whose_it_is(text, domain):
    assert site(text) == domain
