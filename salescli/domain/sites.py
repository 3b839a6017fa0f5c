"""The domain of a web or e-mail address, when it tells whose address it is."""

from __future__ import annotations

import re

_PROVIDERS = (
    "gmail.com googlemail.com google.com icloud.com me.com aol.com proton.me protonmail.com"
    " zoho.com naver.com naver.me hanmail.net daum.net kakao.com nate.com korea.com tistory.com"
    " modoo.at qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com"
    " 189.cn aliyun.com weixin.com taobao.com tmall.com 1688.com jd.com alibaba.com terra.es"
    " telefonica.net movistar.es prodigy.net.mx facebook.com instagram.com linktr.ee wixsite.com"
    " wordpress.com mail.ru web.de t-online.de"
)
PUBLIC = frozenset(_PROVIDERS.split())
PUBLIC_NAMES = frozenset({"yahoo", "hotmail", "outlook", "live", "gmx", "yandex", "blogspot"})


def site(text: str) -> str:
    """The domain of a web or e-mail address; empty for a provider that anybody can use."""
    host = re.sub(r"^[a-z]+://|^www\.", "", text.strip().lower().rpartition("@")[2])
    host = re.split(r"[/?#:\s]", re.sub(r"^www\.", "", host), maxsplit=1)[0].strip(".")
    labels = host.split(".")
    if len(labels) < 2:
        return ""
    ends = {".".join(labels[place:]) for place in range(len(labels))}
    return "" if ends & PUBLIC or set(labels) & PUBLIC_NAMES else host
