"""The tables, as SQLModel rows that are the program's plain data.

Every input goes through ``Model.model_validate`` (the text gate and the closed lists), and CHECK
constraints stand behind it. Days are local dates, stamps are aware UTC, money is minor units.

A table is defined when it is first named: a write needs a few of them, and each costs its start.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from salescli.store.models.base import Row

if TYPE_CHECKING:
    from salescli.store.models.files import Archive, ArchivePassword, ColumnMapping, DataExport
    from salescli.store.models.log import Change, Command, Meta
    from salescli.store.models.orders import FabPoint, Order, OrderLine, Product
    from salescli.store.models.people import (
        Claim,
        Contact,
        Customer,
        CustomerBudget,
        GradeChange,
        Rep,
    )
    from salescli.store.models.routes import RouteDay, RouteStop, TravelTime
    from salescli.store.models.visits import DayNote, FollowUp, Objective, Visit, VisitContact
    from salescli.store.models.work import ActionItem, Meeting, PlanPoint, Report

HOMES = {
    "files": ("Archive", "ArchivePassword", "ColumnMapping", "DataExport"),
    "log": ("Change", "Command", "Meta"),
    "orders": ("FabPoint", "Order", "OrderLine", "Product"),
    "people": ("Claim", "Contact", "Customer", "CustomerBudget", "GradeChange", "Rep"),
    "routes": ("RouteDay", "RouteStop", "TravelTime"),
    "visits": ("DayNote", "FollowUp", "Objective", "Visit", "VisitContact"),
    "work": ("ActionItem", "Meeting", "PlanPoint", "Report"),
}
HOME_OF = {name: home for home, names in HOMES.items() for name in names}
__all__ = [
    "ActionItem", "Archive", "ArchivePassword", "Change", "Claim", "ColumnMapping", "Command",
    "Contact", "Customer", "CustomerBudget", "DataExport", "DayNote", "FabPoint", "FollowUp",
    "GradeChange", "Meeting", "Meta", "Objective", "Order", "OrderLine", "PlanPoint", "Product",
    "Rep", "Report", "RouteDay", "RouteStop", "Row", "TravelTime", "Visit", "VisitContact",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The table of that name, its module loaded now."""
    if name not in HOME_OF:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{HOME_OF[name]}"), name)


def every() -> list[type[Any]]:
    """All the tables."""
    return [__getattr__(name) for name in HOME_OF]
