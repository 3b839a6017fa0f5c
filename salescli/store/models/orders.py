"""Products with their talk cards, and orders with their lines."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

import salescli.store.models.people
import salescli.store.models.visits  # noqa: F401 -- its tables are referred to
from salescli.store.models.base import Line, Name, Prose, Row, prose


class Product(Row, table=True):
    """What the office sells; ``price`` is the list price of one unit in minor units."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(name) > 0", name="name_given"),
        CheckConstraint("price >= 0", name="price_positive"),
        Index("product_no", "no"),
        Index("product_search", "search_key"),
    )

    no: int
    code: Line = ""
    name: Name
    search_key: str = ""
    spec: Line = ""
    unit: Line = ""
    price: int | None = Field(default=None, ge=0)
    currency: Line = ""


class FabPoint(Row, table=True):
    """A talk card of a product (V14): feature and advantage may be left out, the benefit never."""

    __tablename__ = "fab_point"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(benefit) > 0", name="benefit_given"),
        Index("fab_point_product", "product_id"),
    )

    product_id: str = Field(foreign_key="product.id", max_length=36)
    feature: Prose = prose()
    advantage: Prose = prose()
    benefit: Prose = prose()


class Order(Row, table=True):
    """An order as its record is kept (O1, O2); the number is never used again."""

    __tablename__ = "sales_order"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(number) > 0", name="number_given"),
        Index("sales_order_no", "no"),
        Index("sales_order_number", "number"),
        Index("sales_order_customer", "customer_id", "order_date"),
        Index("sales_order_day", "order_date"),
        Index("sales_order_visit", "visit_id"),
    )

    no: int
    number: Line
    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    order_date: date
    delivery_date: date | None = None
    contact: Line = ""
    phone: Line = ""
    ship_to: Line = ""
    payment_method: Line = ""
    terms: Prose = prose()
    notes: Prose = prose()
    currency: Line
    visit_id: str | None = Field(default=None, foreign_key="visit.id", max_length=36)


class OrderLine(Row, table=True):
    """One line of an order: quantity in thousandths of the unit, money in minor units."""

    __tablename__ = "order_line"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("place >= 1", name="place_positive"),
        CheckConstraint("quantity_milli > 0", name="quantity_positive"),
        CheckConstraint("unit_price >= 0", name="unit_price_positive"),
        CheckConstraint("amount >= 0", name="amount_positive"),
        Index("order_line_order", "order_id", "place"),
    )

    order_id: str = Field(foreign_key="sales_order.id", max_length=36)
    place: int = Field(ge=1)
    product_id: str | None = Field(default=None, foreign_key="product.id", max_length=36)
    product: Name
    spec: Line = ""
    quantity_milli: int = Field(gt=0)
    unit: Line = ""
    unit_price: int = Field(ge=0)
    amount: int = Field(ge=0)
