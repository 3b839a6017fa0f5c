"""Words by which people name the values of closed lists, in four languages.

What a file holds and what a person types are read by the same lists; see ``words`` for the values.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Final

from salescli.domain import words
from salescli.domain.text import fold

STATUS: Final = {
    "prospect": (
        "prospect, prospective, prospective customer, potential, potential customer, lead,"
        "new lead, open lead, marketing qualified lead, sales qualified lead, opportunity, 잠재,"
        "잠재고객, 잠재거래처, 가망, 가망고객, 예비고객, 潜在, 潜在客户, 意向, 意向客户, 未成交,"
        "线索, 潛在, 潛在客戶, 意向客戶, prospecto, prospecta, potencial, cliente potencial"
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

CHANNEL: Final = {
    "visit": (
        "visit, in person, on site, field visit, face to face, meeting, 방문, 대면, 현장방문,"
        "방문상담, 거래처방문, 拜访, 上门, 上门拜访, 实地拜访, 面访, 拜訪, 上門, visita,"
        "presencial, en persona, visita presencial, reunión"
    ),
    "phone": (
        "phone, call, phone call, telephone, tel, 전화, 유선, 통화, 전화상담, 유선상담, 电话,"
        "致电, 电话沟通, 电话拜访, 電話, 電話拜訪, teléfono, llamada, llamada telefónica,"
        "telefónico"
    ),
    "video": (
        "video, video call, online, online meeting, zoom, teams, 화상, 화상회의, 온라인,"
        "영상통화, 视频, 视频会议, 线上, 視訊, 線上, vídeo, videollamada, videoconferencia,"
        "en línea"
    ),
    "mail": (
        "mail, e-mail, email, letter, message, 메일, 이메일, 우편, 문자, 카톡, 邮件, 电子邮件,"
        "微信, 短信, 郵件, 電郵, 簡訊, correo, correo electrónico, carta, mensaje, whatsapp"
    ),
    "walk-in": (
        "walk-in, walk in, walkin, showroom, 내방, 내사, 내점, 방문접수, 来访, 来店, 客户来访,"
        "來訪, 來店, sin cita, visita a oficina, visita recibida, en tienda"
    ),
}
OUTCOME: Final = {
    "met": (
        "met, seen, saw, spoke, done, completed, held, success, visited, 만남, 면담, 면담완료,"
        "완료, 방문완료, 성공, 상담, 已洽谈, 洽谈, 见到, 已见到, 完成, 已完成, 已拜访, 成功,"
        "見到, 已拜訪, atendido, realizada, realizado, completada, completado, hecha, hecho,"
        "visitado, lograda, visto"
    ),
    "absent": (
        "absent, away, no show, no-show, not there, not in, closed, out, nobody in, 부재,"
        "부재중, 못만남, 휴무, 미면담, 未遇, 不在, 未见到, 没人, 关门, 外出, 未見到, 沒人,"
        "ausente, no estaba, cerrado, no asistió"
    ),
    "refused": (
        "refused, refuse, rejected, declined, not interested, 거절, 거부, 면담거절, 拒绝, 被拒,"
        "拒见, 拒访, 拒絕, rechazado, rechazada, rechazó, no interesado"
    ),
    "postponed": (
        "postponed, postpone, reschedule, rescheduled, moved, delayed, deferred, 연기, 보류,"
        "일정변경, 延期, 改期, 推迟, 推遲, aplazado, aplazada, pospuesto, pospuesta,"
        "reprogramada"
    ),
}
PURPOSE: Final = {
    "sales": (
        "sales, selling, sale, 영업, 판매, 일반, 정기방문, 销售, 推销, 銷售, ventas, venta,"
        "comercial"
    ),
    "return": (
        "return, return visit, after sales, after-sales, follow-up visit, 재방문, 사후방문,"
        "사후관리, 판매 후 방문, 회방, 回访, 售后, 售后回访, 回訪, 售後, posventa,"
        "visita de retorno, visita posventa"
    ),
}
FUNCTION: Final = {
    "owner": (
        "owner, boss, ceo, president, 대표, 사장, 대표이사, 오너, 老板, 负责人, 老闆, dueño,"
        "propietario"
    ),
    "purchasing": (
        "purchasing, buyer, procurement, purchase, 구매, 구매부, 구매팀, 구매담당, 采购, 采购部,"
        "採購, compras, comprador, departamento de compras"
    ),
    "technical": (
        "technical, engineering, engineer, 기술, 기술부, 기술팀, 엔지니어, 연구소, 技术, 技术部,"
        "工程, 技術, técnico, técnica, ingeniería"
    ),
    "management": (
        "management, manager, administration, 관리, 관리부, 경영, 총무, 管理, 管理层, 管理部,"
        "行政, dirección, gerencia, gerente, administración"
    ),
    "warehouse": (
        "warehouse, store, storekeeper, 창고, 자재, 물류, 仓库, 库管, 倉庫, almacén, bodega"
    ),
    "quality": "quality, qa, qc, 품질, 품질관리, 품질팀, 质量, 质检, 品质, 品質, calidad",
}
ROLE: Final = {
    "decides": (
        "decides, decision maker, 결정, 결정권자, 의사결정권자, 决策, 决策者, 決策, decide,decisor"
    ),
    "influences": (
        "influences, influencer, 영향, 영향력자, 影响, 影响者, 影響, influye, influenciador"
    ),
    "uses": "uses, user, end user, 사용, 사용자, 使用, 使用者, usa, usuario",
    "buys": ("buys, buyer, 구매, 구매자, 采购, 经办采购, 购买, 採購, compra,comprador"),
    "gatekeeper": (
        "gatekeeper, 문지기, 접점, 연락 창구, 守门人, 把关, 守門人, filtro, filtra, guardián"
    ),
}

OBJECTIVE: Final = {
    "relation": "relation, relationship, 관계, 관계 유지, 关系, 客情, relación",
    "order": "order, orders, sale, 주문, 订单, 订货, pedido, venta",
    "information": "information, info, 정보, 信息, 了解情况, información",
    "payment": "payment, collection, money, 수금, 결제, 收款, 回款, cobro, pago",
    "service": "service, support, 서비스, 服务, 售后, servicio",
}
REACHED: Final = {
    "yes": "yes, y, reached, full, 예, 네, 달성, 是, 达成, sí, alcanzado",
    "partly": "partly, partially, partial, half, 일부, 부분, 部分, en parte, parcial",
    "no": "no, n, not reached, 아니오, 아니요, 미달성, 否, 未达成, no alcanzado",
}
REPORT: Final = {
    "daily": "daily, day, 일간, 일일, 일보, 日报, diario",
    "weekly": "weekly, week, 주간, 주보, 周报, semanal",
    "monthly": "monthly, month, 월간, 월보, 月报, mensual",
    "quarterly": "quarterly, quarter, 분기, 분기별, 季报, trimestral",
}
MEANT: Final[dict[type[StrEnum], dict[str, str]]] = {
    words.Status: STATUS,
    words.Channel: CHANNEL,
    words.Outcome: OUTCOME,
    words.Purpose: PURPOSE,
    words.Function: FUNCTION,
    words.Role: ROLE,
    words.ObjectiveKind: OBJECTIVE,
    words.Reached: REACHED,
    words.ReportKind: REPORT,
}


def meant(kind: type[StrEnum], text: str) -> str:
    """The value of a closed list that ``text`` says: itself, its label, a known word; else ""."""
    return spoken(kind).get(fold(text), "")


def spoken(kind: type[StrEnum]) -> dict[str, str]:
    """Every word for the values of a list → the value; a value's own name wins."""
    labels = {fold(words.label(item)): item.value for item in kind}
    return _listed(kind) | labels | {fold(item): item.value for item in kind}


@cache
def _listed(kind: type[StrEnum]) -> dict[str, str]:
    lists = MEANT.get(kind, {})
    return {fold(word): ours for ours, line in lists.items() for word in line.split(",")}
