"""Building the made-up office of `sales demo`: a quarter of believable visits, day by day.

The same day gives the same office on every machine: chances come from the number of the day, never
from a clock.
"""

from __future__ import annotations

import csv
import random
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from salescli import config as configuration
from salescli.commands import demo_reports
from salescli.commands.demo_people import AREA, OFFICE, REP, Shop, shops
from salescli.config import Config
from salescli.dates import week_of
from salescli.desk import Desk
from salescli.domain.visit_time import started
from salescli.domain.workdays import Calendar
from salescli.reports import daily
from salescli.reports.forms import Office
from salescli.store import customers, reports, visits
from salescli.store.models import Customer, FollowUp, Visit
from salescli.store.reading import reading
from salescli.store.writing import Writer, alive, change, writing

if TYPE_CHECKING:
    from sqlmodel import Session

DAYS_BACK = 91
NEW_LATELY = 3
OUTCOMES = ("met",) * 17 + ("absent", "absent", "postponed")
STARTS = (time(9, 35), time(10, 15), time(10, 55), time(11, 30), time(13, 10), time(14, 0),
          time(14, 45), time(15, 30))  # fmt: skip
TALKS = (
    ("신제품 소개, 견본 전달", "견적 요청", "없음"),
    ("정기 방문, 재고 확인", "다음 주 재주문 예정", "없음"),
    ("가격 협의", "검토 후 연락", "경쟁사 가격이 낮음"),
    ("납기 상담", "5월 납품 합의", "없음"),
    ("介绍新产品", "要求报价", "无"),
    ("sample test reviewed", "wants 20 boxes", "none"),
    ("불량 1건 처리", "교환 완료", "포장 파손"),
    ("담당자 교체 인사", "새 담당자 소개", "없음"),
)
NEW_CUSTOMERS = (
    "거래처명|담당자|직책|전화번호|주소|등급|상태|지역",
    "가나안경|고아성|대표|02-555-0201|서울 역삼 11|B|잠재|역삼",
    "Dulce Hogar|Inés Núñez|gerente|02-555-0202|서울 삼성 12|C급|잠재|삼성",
    "天天超市|孙丽|店长|02-555-0203|서울 논현 13|B|거래중|논현",
)
LEFT_OVER = ("견적서 보내기", "견본 전달", "카탈로그 보내기", "납기 확인 전화", "")


def config_text() -> str:
    """The demo's config: who, where, and few backups."""
    return (
        f"me:\n  name: {REP}\n  area: {AREA}\n  email: minsu@example.com\n"
        f"  manager: boss@example.com\noffice:\n  name: 강남 사무실\n  lat: {OFFICE[0]}\n"
        f"  lon: {OFFICE[1]}\ndatabase:\n  backups: 3\n"
    )


def build(folder: Path, today: date) -> None:
    """Write config, customer file and data file of the office into ``folder``."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / "config.yaml"
    place.write_text(config_text(), encoding="utf-8")
    config = configuration.load(place).config
    calendar = Desk(config_path=place).calendar
    path = folder / "sales.db"
    begin = today - timedelta(days=DAYS_BACK)
    keep_customers(path, begin, shops()[:-NEW_LATELY])
    with writing(writer(path, moment(begin, time(8, 50)), "sales product add")) as session:
        demo_reports.keep_products(session)
    days = calendar.between(begin, today)
    for number, day in enumerate(days):
        live_day(path, config, calendar, number, day)
    keep_customers(path, days[-2], shops()[-NEW_LATELY:])
    leave_open(path, days[-1], today)


def writer(path: Path, at: datetime, line: str) -> Writer:
    return Writer(
        path=path, now=at, line=line, rep_name=REP, rep_area=AREA,
        rep_email="minsu@example.com", keep_backups=0,
    )  # fmt: skip


def moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at).astimezone()


def keep_customers(path: Path, day: date, wanted: list[Shop]) -> None:
    with writing(writer(path, moment(day, time(8, 45)), "sales data import customers")) as session:
        for shop in wanted:
            keep_customer(session, shop, day)


def keep_customer(session: Session, shop: Shop, day: date) -> None:
    chance = random.Random(shop.phone)  # noqa: S311 -- a made-up office, not a secret
    months = {"A": 24, "B": 75, "C": 150, "D": 0}[shop.grade]
    customer = customers.add(
        session, name=shop.name, area=shop.area, phone=shop.phone, industry=shop.industry,
        lat=shop.lat, lon=shop.lon, address=f"서울 {shop.area} {chance.randint(1, 320)}",
        status={"A": "active", "B": "active", "C": "prospect", "D": "prospect"}[shop.grade],
        source=chance.choice(["소개", "전시회", "전화", "walk-in"]),
        windows="mon-fri 09:30-12:00,13:00-17:00" if chance.random() < 0.4 else "",
        need_clear=shop.grade in {"A", "B"},
        expected_on=day + timedelta(days=DAYS_BACK + months) if months else None,
        tracking_since=day if shop.grade == "C" else None,
    )  # fmt: skip
    customers.regrade(session, customer, shop.grade, day, "")
    customers.add_contact(
        session, customer.id, name=shop.contact, position=shop.position, phone=shop.phone,
        function=chance.choice(["owner", "purchasing", "management"]), role="decides",
    )  # fmt: skip
    if shop.grade in {"A", "B"} and chance.random() < 0.6:
        amount = chance.randint(20, 90) * 1_000_000
        customers.set_budget(session, customer.id, day.year, "", amount, "KRW")


def live_day(path: Path, config: Config, calendar: Calendar, number: int, day: date) -> None:
    """One day of the past: six to eight visits, a few calls, and nearly always the report."""
    chance = random.Random(number)  # noqa: S311 -- a made-up office, not a secret
    with writing(writer(path, moment(day, time(16, 50)), "sales visit add -")) as session:
        seen = customers_of_day(session, number, chance)
        made: list[Visit] = []
        for customer, at in zip(seen, STARTS, strict=False):
            made.append(visits.add(session, visit_entry(session, customer, day, at, chance)))
        for customer in seen[-2:]:
            visits.add(session, call_entry(customer, day))
        demo_reports.sell(session, config, made, chance)
        if calendar.before(day) < week_of(day).start:
            demo_reports.plan_week(session, day, [row.name for row in seen], chance)
        if calendar.after(day) >= week_of(day).end:
            demo_reports.finish_points(session, day, chance)
        if number % 9 == 4:
            grade = {"B": "A", "C": "B", "D": "C", "A": "B"}[seen[0].grade or "C"]
            customers.regrade(session, seen[0], grade, day, "구매 시기 변경")
    if number % 13 != 7:
        submit(path, config, calendar, day, late=number % 11 == 5)
    office = Office(config, calendar, day)
    evening = writer(path, moment(day, time(17, 25)), "sales report weekly --submit")
    demo_reports.submit_due(path, office, evening, chance)


def customers_of_day(session: Session, number: int, chance: random.Random) -> list[Customer]:
    """A and B in turn, so that most are seen twice a quarter, and two others."""
    rows = alive(session, Customer)
    best = [row for row in rows if row.grade in {"A", "B"}]
    others = [row for row in rows if row.grade in {"C", "D"}]
    first = [best[(number * 5 + step) % len(best)] for step in range(chance.choice([4, 5, 5]))]
    return first + chance.sample(others, 2)


def visit_entry(
    session: Session, customer: Customer, day: date, at: time, chance: random.Random
) -> visits.Entry:
    outcome = chance.choice(OUTCOMES)
    contact = customers.main_contact(session, customer.id)
    content, result, problems = chance.choice(TALKS)
    values = started(day, at, moment(day, at))
    values |= {"minutes": chance.choice([15, 20, 25, 25, 30, 30, 35]), "outcome": outcome}
    if outcome == "met":
        values |= {"content": content, "result": result, "problems": problems}
        values |= {"met": contact.name if contact else ""}
    else:
        values |= {"content": "부재" if outcome == "absent" else "일정 연기 요청"}
        values |= {"note_left": True, "card_left": True} if outcome == "absent" else {}
    again = chance.random() < 0.3 or outcome != "met"
    return visits.Entry(
        customer.id, values,
        contacts=[contact.id] if contact and outcome == "met" else [],
        follow_up=chance.choice(LEFT_OVER) if again else "",
        next_on=day + timedelta(days=chance.choice([3, 7, 14, 21])) if again else None,
    )  # fmt: skip


def call_entry(customer: Customer, day: date) -> visits.Entry:
    values = started(day, time(16, 35), moment(day, time(16, 35)))
    return visits.Entry(
        customer.id, {**values, "channel": "phone", "content": "방문 확인 전화", "minutes": 5}
    )


def submit(path: Path, config: Config, calendar: Calendar, day: date, *, late: bool) -> None:
    at = moment(day, time(18, 5) if late else time(17, 20))
    with reading(path, lambda: None) as reader:
        content = daily.gather(reader, config, calendar, day)
    with writing(writer(path, at, "sales report daily --submit"), kept=True) as session:
        row = reports.draft(session, "daily", day, day)
        due = moment(day, config.day.leave)
        excuse = "고객 상담이 늦게 끝남" if late else ""
        reports.submit(session, row, content, due, late=late, excuse=excuse)


def leave_open(path: Path, last: date, today: date) -> None:
    """Close old follow-ups as a tidy rep would, so that only the last weeks' are due."""
    at = moment(last, time(17, 0))
    with writing(writer(path, at, "sales followup done")) as session:
        old = today - timedelta(days=6)
        for row in alive(session, FollowUp):
            if row.done_on is None and row.due_on and row.due_on < old:
                change(row, done_on=row.due_on)


def customer_csv() -> str:
    """Three more customers as an assistant would send them: Korean headers, three alphabets."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerows(line.split("|") for line in NEW_CUSTOMERS)
    return out.getvalue()
