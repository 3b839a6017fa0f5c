"""The tables, as SQLModel rows that are the program's plain data.

Every input goes through ``Model.model_validate`` (the text gate and the closed lists), and CHECK
constraints stand behind it. Days are local dates, stamps are aware UTC, money is minor units.
"""

from salescli.store.models.base import Row
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
from salescli.store.reading import stamp_text

__all__ = [
    "ActionItem", "Archive", "ArchivePassword", "Change", "Claim", "ColumnMapping", "Command",
    "Contact", "Customer", "CustomerBudget", "DataExport", "DayNote", "FabPoint", "FollowUp",
    "GradeChange", "Meeting", "Meta", "Objective", "Order", "OrderLine", "PlanPoint", "Product",
    "Rep", "Report", "RouteDay", "RouteStop", "Row", "TravelTime", "Visit", "VisitContact",
    "stamp_text",
]  # fmt: skip
