"""Planned days on the road and their stops."""

from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

import salescli.store.models.people
import salescli.store.models.visits  # noqa: F401 -- its tables are referred to
from salescli.domain import words
from salescli.store.models.base import Clock, Line, Prose, Row, Table, one_of, prose, stamp, within


class RouteDay(Row, table=True):
    """The plan of one day on the road (R3-R5): from where and when, until where and when."""

    __tablename__ = "route_day"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("begin_lat BETWEEN -90 AND 90", name="begin_lat_range"),
        CheckConstraint("begin_lon BETWEEN -180 AND 180", name="begin_lon_range"),
        CheckConstraint("end_lat BETWEEN -90 AND 90", name="end_lat_range"),
        CheckConstraint("end_lon BETWEEN -180 AND 180", name="end_lon_range"),
        Index("route_day_day", "day"),
    )

    day: date
    begin_name: Line = ""
    begin_lat: float
    begin_lon: float
    begin_at: time = Field(sa_type=Clock)
    end_name: Line = ""
    end_lat: float
    end_lon: float
    back_by: time = Field(sa_type=Clock)
    back_at: time = Field(sa_type=Clock)
    travel_minutes: int = Field(default=0, ge=0)
    travel_source: Line = ""
    left_out: str = prose()


class RouteStop(Row, table=True):
    """A planned visit in the day's order; ``why`` holds the terms of its value (JSON)."""

    __tablename__ = "route_stop"
    __table_args__: ClassVar[Any] = (
        within("status", words.StopStatus),
        CheckConstraint("place >= 1", name="place_positive"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_range"),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_range"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_range"),
        Index("route_stop_day", "day", "place"),
        Index("route_stop_customer", "customer_id", "day"),
        Index("route_stop_visit", "visit_id"),
    )

    day: date
    place: int = Field(ge=1)
    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    status: Annotated[str, AfterValidator(one_of(words.StopStatus))] = "planned"
    starts_at: time = Field(sa_type=Clock)
    ends_at: time = Field(sa_type=Clock)
    minutes: int = Field(ge=0, le=1440)
    travel_minutes: int = Field(default=0, ge=0)
    lat: float
    lon: float
    area_centre: bool = False
    pinned: bool = False
    must: bool = False
    value: int = 0
    why: str = prose()
    grade: str | None = None
    broken: Line = ""
    reason: Prose = prose()
    moved_to: date | None = None
    confirmed_at: datetime | None = stamp(default=None)
    visit_id: str | None = Field(default=None, foreign_key="visit.id", max_length=36)


class TravelTime(Table, table=True):
    """Minutes between two places as a routing server told them; a cache, never synced."""

    __tablename__ = "travel_time"

    way: str = Field(primary_key=True, max_length=80)
    minutes: int
    told_at: datetime | None = stamp(default=None, nullable=False)
