"""Words met in the cells of real files: what says "nothing", and customer statuses."""

from __future__ import annotations

from typing import Final

# Exact spellings, for Na and Null are family names.
NOTHING: Final = (
    "., -, --, ---, –, —, ―, －, …, ..., NULL, null, (null), <null>, NA, na, N/A, n/a,"
    "N.A., #N/A, #REF!, #VALUE!, #NAME?, #DIV/0!, #NULL!, #NUM!, NaN, nan, None, NONE,"
    "none, nil, 없음, 해당없음, 无, 無, 暂无, 暫無, 没有, 沒有, ninguno, Ninguno, NINGUNO,"
    "ninguna, Ninguna, NINGUNA"
)

STATUS: Final = {
    "prospect": (
        "prospect, prospective, prospective customer, potential, potential customer, lead,"
        "new lead, open lead, marketing qualified lead, sales qualified lead, opportunity,"
        "잠재, 잠재고객, 잠재거래처, 가망, 가망고객, 예비고객, 潜在, 潜在客户, 意向, 意向客户,"
        "未成交, 线索, 潛在, 潛在客戶, 意向客戶, prospecto, prospecta, potencial,"
        "cliente potencial"
    ),
    "active": (
        "active, active customer, customer, client, current, current customer, existing,"
        "existing customer, 거래중, 거래, 정상, 정상거래, 활성, 사용, 사용중, 기존, 기존고객,"
        "기존거래처, 合作中, 活跃, 正常, 已成交, 成交客户, 合作客户, 合作, 活躍, 成交客戶,"
        "合作客戶, activo, activa, cliente, cliente activo, cliente actual, vigente"
    ),
    "dormant": (
        "dormant, inactive, inactive customer, paused, on hold, 휴면, 휴면고객, 휴면거래처,"
        "비활성, 미거래, 거래중지, 거래중단, 사용중단, 休眠, 休眠客户, 沉睡, 沉默, 暂停,"
        "暂停合作, 不活跃, 休眠客戶, 暫停, inactivo, inactiva, cliente inactivo, dormido,"
        "en pausa"
    ),
    "lost": (
        "lost, lost customer, churned, former, former customer, ex customer, 거래종료, 종료,"
        "해지, 이탈, 이탈고객, 폐업, 流失, 流失客户, 已流失, 终止, 终止合作, 流失客戶, 終止,"
        "perdido, perdida, cliente perdido, ex cliente, de baja"
    ),
}
