"""Words met in the cells of real files: what says "nothing", yes or no, and closed lists."""

from __future__ import annotations

from typing import Final

from salescli.domain import meant

# Exact spellings, for Na and Null are family names.
NOTHING: Final = (
    "., -, --, ---, –, —, ―, －, …, ..., NULL, null, (null), <null>, NA, na, N/A, n/a,"
    "N.A., #N/A, #REF!, #VALUE!, #NAME?, #DIV/0!, #NULL!, #NUM!, NaN, nan, nil"
)
NONE: Final = (
    "None, NONE, none, 없음, 해당없음, 无, 無, 暂无, 暫無, 没有, 沒有, ninguno, Ninguno, NINGUNO,"
    "ninguna, Ninguna, NINGUNA"
)  # empty in any column but one that asks whether there was something

TRUTH: Final = {
    "true": "true, yes, y, 1, x, o, ○, ✓, ✔, 예, 네, 참, 是, 对, 真, sí, si, s, verdadero",
    "false": "false, no, n, 0, ×, ✗, 아니오, 아니요, 거짓, 否, 不是, 假, falso",
}
WORDS: Final[dict[str, dict[str, str]]] = {
    "status": meant.STATUS,
    "channel": meant.CHANNEL,
    "outcome": meant.OUTCOME,
    "purpose": meant.PURPOSE,
    "function": meant.FUNCTION,
    "role": meant.ROLE,
    "truth": TRUTH,
}
