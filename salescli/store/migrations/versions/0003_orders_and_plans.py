"""orders, products and plan points"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "product",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("spec", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name="name_given"),
        sa.CheckConstraint("price >= 0", name="price_positive"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("product_no", "product", ["no"], unique=False)
    op.create_index("product_search", "product", ["search_key"], unique=False)
    op.create_table(
        "fab_point",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("product_id", sa.String(36), nullable=False),
        sa.Column("feature", sa.Text(), nullable=False),
        sa.Column("advantage", sa.Text(), nullable=False),
        sa.Column("benefit", sa.Text(), nullable=False),
        sa.CheckConstraint("length(benefit) > 0", name="benefit_given"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("fab_point_product", "fab_point", ["product_id"], unique=False)
    op.create_table(
        "sales_order",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("order_date", sa.Date(), nullable=False),
        sa.Column("delivery_date", sa.Date(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("ship_to", sa.String(), nullable=False),
        sa.Column("payment_method", sa.String(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(36), nullable=True),
        sa.CheckConstraint("length(number) > 0", name="number_given"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("sales_order_no", "sales_order", ["no"], unique=False)
    op.create_index("sales_order_number", "sales_order", ["number"], unique=False)
    op.create_index(
        "sales_order_customer", "sales_order", ["customer_id", "order_date"], unique=False
    )
    op.create_index("sales_order_day", "sales_order", ["order_date"], unique=False)
    op.create_index("sales_order_visit", "sales_order", ["visit_id"], unique=False)
    op.create_table(
        "order_line",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("order_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.String(36), nullable=True),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("spec", sa.String(), nullable=False),
        sa.Column("quantity_milli", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_price", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("place >= 1", name="place_positive"),
        sa.CheckConstraint("quantity_milli > 0", name="quantity_positive"),
        sa.CheckConstraint("unit_price >= 0", name="unit_price_positive"),
        sa.CheckConstraint("amount >= 0", name="amount_positive"),
        sa.ForeignKeyConstraint(["order_id"], ["sales_order.id"]),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("order_line_order", "order_line", ["order_id", "place"], unique=False)
    op.create_table(
        "plan_point",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("arranged_by", sa.String(), nullable=False),
        sa.Column("arranged_on", sa.Date(), nullable=True),
        sa.Column("arranged", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=True),
        sa.Column("carried_from", sa.String(36), nullable=True),
        sa.Column("times_carried", sa.Integer(), nullable=False),
        sa.Column("carried_on", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('week', 'month')", name="kind_known"),
        sa.CheckConstraint("length(text) > 0", name="text_given"),
        sa.CheckConstraint("done BETWEEN 0 AND 100", name="done_range"),
        sa.CheckConstraint("times_carried >= 0", name="times_carried_positive"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("plan_point_no", "plan_point", ["no"], unique=False)
    op.create_index("plan_point_period", "plan_point", ["kind", "starts_on"], unique=False)
    op.create_index("plan_point_from", "plan_point", ["carried_from"], unique=False)
    op.add_column("report", sa.Column("problems", sa.Text(), nullable=True))
    op.add_column("report", sa.Column("memo", sa.Text(), nullable=True))
