"""What the made-up office plans, sells and reports by the week, month and quarter."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from salescli.config import Config
from salescli.dates import Period, month_of, quarter_of, week_of
from salescli.domain.deadlines import due_day
from salescli.domain.order_numbers import scheme
from salescli.domain.orders import Line
from salescli.reports import forms
from salescli.reports.forms import Office
from salescli.store import orders, plans, products, reports
from salescli.store.models import PlanPoint, Product, Visit
from salescli.store.reading import reading
from salescli.store.writing import Writer, alive, writing

if TYPE_CHECKING:
    from sqlmodel import Session

PERIODS = {"weekly": week_of, "monthly": month_of, "quarterly": quarter_of}
GOODS = (
    ("벽시계", "30cm", "box", 12_000, "배터리 교체 없이 2년"),
    ("복사지", "A4 80g", "box", 24_500, "걸림이 없어 인쇄가 빠르다"),
    ("电子秤", "15kg", "台", 89_000, "误差小，客户信得过"),
    ("Cinta 3M", "48mm", "rollo", 3_500, "no deja residuos"),
)
POINTS = (
    ("{customer} 견적 마무리", "견본 3종"), ("신규 거래처 2곳 방문", ""),
    ("{customer} 재주문 받기", ""), ("대치 지역 미방문 고객 정리", ""),
    ("{customer} 가격 협의", "할인 승인"),
)  # fmt: skip


def keep_products(session: Session) -> None:
    for name, spec, unit, price, benefit in GOODS:
        row = products.add(
            session, name=name, spec=spec, unit=unit, price=price, currency="KRW", code=""
        )
        products.add_card(session, row.id, benefit=benefit)


def sell(session: Session, config: Config, made: Sequence[Visit], chance: random.Random) -> None:
    """Now and then a visit ends with an order."""
    goods = alive(session, Product)
    for visit in made:
        if visit.outcome == "met" and chance.random() < 0.12:
            product = chance.choice(goods)
            count = chance.choice([5, 10, 20, 40])
            price = product.price or 0
            line = Line(product.id, product.name, product.spec, count * 1000, product.unit, price,
                        count * price)  # fmt: skip
            values = {"order_date": visit.visit_date, "currency": "KRW", "visit_id": visit.id,
                      "delivery_date": visit.visit_date + timedelta(days=7)}  # fmt: skip
            entry = orders.Entry(
                visit.customer_id, values, [line], scheme(config, visit.visit_date)
            )
            orders.add(session, entry)


def plan_week(session: Session, day: date, names: Sequence[str], chance: random.Random) -> None:
    """The main points of a new week."""
    for text, support in chance.sample(POINTS, 3):
        plans.add(
            session, kind="week", starts_on=week_of(day).start, support=support,
            text=text.format(customer=chance.choice(names)),
        )  # fmt: skip


def finish_points(session: Session, day: date, chance: random.Random) -> None:
    """On the last day of a week it is known how far its points came."""
    rows: list[PlanPoint] = plans.unfinished(session, "week", week_of(day).start)
    for row in rows:
        done = chance.choice([100, 100, 100, 60])
        problem = "" if done == 100 else "담당자 휴가"
        plans.edit(session, [row.no], done=done, problem=problem)


def submit_due(path: Path, office: Office, writer: Writer, chance: random.Random) -> None:
    """Hand in the reports that are due on the office's day; one in eight is forgotten."""
    for kind, period_of in PERIODS.items():
        period = period_of(office.today)
        due = due_day(kind, period.start, period.end, office.calendar)
        if due == office.today and chance.random() > 0.12:
            submit(path, office, writer, kind, period)


def submit(path: Path, office: Office, writer: Writer, kind: str, period: Period) -> None:
    form = forms.of_kind(kind)
    with reading(path, lambda: None) as reader:
        content = form.gather(reader, office, period, {})
    due = datetime.combine(office.today, office.config.day.leave).astimezone()
    with writing(writer, kept=True) as session:
        row = reports.draft(session, kind, period.start, period.last)
        reports.submit(session, row, content, due, late=False)
        plans.carry(session, plans.unfinished(session, form.plan, period.start), period.end)
