"""A quarter of 60 days, re-planned each morning, in generated cities of 500 customers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from route_tables import KM_PER_DEGREE, average, table, timed

from salescli.domain.places import Place
from salescli.domain.routing import search, travel, value
from salescli.domain.routing.candidates import promising
from salescli.domain.routing.model import Day, Problem, Stop, Windows

CITIES = range(3)
CUSTOMERS, DAYS = 500, 60
SHARES = {"A": 0.1, "B": 0.2, "C": 0.4, "D": 0.3}
REQUIRED = {"A": 2, "B": 2}
POINTS = {"A": 3, "B": 2}
NEEDED, ENOUGH = 12, 8
KEEP, EFFORT = 40, 120
PACE = travel.Pace(24, 1.35, 4)
OFFICE = Place(37.55, 127.0)
SPREAD_KM = 12.5
HOURS: dict[Windows, int] = {
    ((0, 120), (150, 390)): 70,
    ((150, 390),): 6,
    ((0, 120),): 6,
    ((0, 120), (210, 390)): 9,
    ((60, 120), (150, 390)): 9,
}
WEIGHTS = value.Weights(
    grades={"A": 100, "B": 60, "C": 20, "D": 8},
    interval_days={"A": 60, "B": 60, "C": 90, "D": 180},
    follow_up=30, wished=80, expected=40, never=20,
)  # fmt: skip
START = date(2026, 1, 5)  # a Monday
CALENDAR = [day for day in (START + timedelta(n) for n in range(7 * DAYS)) if day.weekday() < 5]


@dataclass
class Customer:
    place: Place
    grade: str
    windows: Windows
    last: date | None
    seen: list[int] = field(default_factory=list)  # which days of the quarter


@dataclass
class Quarter:
    """What came of it."""

    customers: list[Customer]
    visits: list[int]
    quota: int = 0
    seconds: list[float] = field(default_factory=list)

    def of(self, grades: str) -> list[Customer]:
        return [customer for customer in self.customers if customer.grade in grades]

    def twice(self, grades: str) -> float:
        some = self.of(grades)
        return 100 * sum(len(customer.seen) >= 2 for customer in some) / len(some)

    def spacing(self) -> list[int]:
        """Working days between the two visits of A and B customers, the shortest first."""
        pairs = [customer.seen for customer in self.of("AB") if len(customer.seen) >= 2]
        return sorted(seen[1] - seen[0] for seen in pairs)


def run() -> None:
    rows = []
    for seed in CITIES:
        done = quarter(seed)
        gaps = done.spacing()
        low, high = gaps[len(gaps) // 10], gaps[-1 - len(gaps) // 10]
        needs = sum(REQUIRED[customer.grade] for customer in done.of("AB"))
        rows.append(
            [
                seed, done.twice("A"), done.twice("B"), needs, sum(done.visits), f"{low}-{high}",
                done.quota, sum(done.visits) / DAYS, round(1000 * average(done.seconds)),
                round(1000 * max(done.seconds)),
                sum(bool(customer.seen) for customer in done.of("CD")),
            ]
        )  # fmt: skip
    rows.append(["aim", 100.0, 100.0, "", "", "20-38", "55", "", 50, "", ""])
    table(
        f"quarter of {DAYS} days, {CUSTOMERS} customers, effort {EFFORT}, {KEEP} candidates",
        ["city", "A twice %", "B twice %", "needs", "visits", "spacing 10-90 %", "quota days",
         "visits a day", "CPU ms a day", "longest", "C, D seen"],
        rows,
    )  # fmt: skip


def quarter(seed: int) -> Quarter:
    customers = city(seed)
    done = Quarter(customers, [])
    for number in range(DAYS):
        route, seconds = timed(lambda: morning(customers, number))  # noqa: B023
        done.seconds.append(seconds)
        done.visits.append(len(route))
        points = sum(POINTS.get(customer.grade, 0) for customer in route)
        done.quota += points >= NEEDED or len(route) >= ENOUGH
        for customer in route:
            customer.last = CALENDAR[number]
            customer.seen.append(number)
    return done


def city(seed: int) -> list[Customer]:
    """Customers in a dozen quarters of the town and some between them."""
    random = Random(seed)
    centres = [(random.uniform(-10, 10), random.uniform(-10, 10)) for _ in range(12)]
    grades = [grade for grade, share in SHARES.items() for _ in range(round(share * CUSTOMERS))]
    found = []
    for grade in grades:
        x, y = random.choice(centres) if random.random() < 0.8 else (0.0, 0.0)
        blur = 1.5 if (x, y) != (0.0, 0.0) else 6.0
        x, y = (min(max(random.gauss(at, blur), -SPREAD_KM), SPREAD_KM) for at in (x, y))
        place = Place(OFFICE.lat + y / KM_PER_DEGREE, OFFICE.lon + x / KM_PER_DEGREE / 0.793)
        ago = random.randint(10, 80)
        last = START - timedelta(ago) if random.random() < 0.9 else None
        hours = random.choices(list(HOURS), list(HOURS.values()))[0]
        found.append(Customer(place, grade, hours, last))
    return found


def morning(customers: list[Customer], number: int) -> list[Customer]:
    """The day's route as `route plan` chooses it."""
    today = CALENDAR[number]
    values = [worth(customer, number, today) for customer in customers]
    places = [customer.place for customer in customers]
    pace = 60 * PACE.circuity / PACE.speed_kmh
    chosen = promising(places, values, OFFICE, KEEP, pace)
    stops = [
        Stop(
            windows=(customers[index].windows,),
            values=(values[index],),
            points=POINTS.get(customers[index].grade, 0),
        )
        for index in chosen
    ]
    near = [*(places[index] for index in chosen), OFFICE]
    home = len(stops)
    day = Day(home, home, opens=0, closes=420, points=NEEDED, customers=ENOUGH)
    problem = Problem(stops, [day], travel.matrix(near, [PACE] * len(near)), quota_weight=15)
    found = search.solve(problem, EFFORT, seed=number, polish=False)
    return [customers[chosen[stop]] for stop in found.routes[0]]


def worth(customer: Customer, number: int, today: date) -> int:
    standing = value.Standing(
        grade=customer.grade, last_visit=customer.last,
        required=REQUIRED.get(customer.grade, 0), done=len(customer.seen),
        days_left=DAYS - number, days_in_quarter=DAYS,
    )  # fmt: skip
    return value.value(standing, today, WEIGHTS)
