"""routes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "route_day",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begin_name", sa.String(), nullable=False),
        sa.Column("begin_lat", sa.Float(), nullable=False),
        sa.Column("begin_lon", sa.Float(), nullable=False),
        sa.Column("begin_at", sa.String(5), nullable=False),
        sa.Column("end_name", sa.String(), nullable=False),
        sa.Column("end_lat", sa.Float(), nullable=False),
        sa.Column("end_lon", sa.Float(), nullable=False),
        sa.Column("back_by", sa.String(5), nullable=False),
        sa.Column("back_at", sa.String(5), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("travel_source", sa.String(), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.CheckConstraint("begin_lat BETWEEN -90 AND 90", name="begin_lat_range"),
        sa.CheckConstraint("begin_lon BETWEEN -180 AND 180", name="begin_lon_range"),
        sa.CheckConstraint("end_lat BETWEEN -90 AND 90", name="end_lat_range"),
        sa.CheckConstraint("end_lon BETWEEN -180 AND 180", name="end_lon_range"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("route_day_day", "route_day", ["day"], unique=False)
    op.create_table(
        "route_stop",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(5), nullable=False),
        sa.Column("ends_at", sa.String(5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("area_centre", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("broken", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sa.String(24), nullable=True),
        sa.Column("visit_id", sa.String(36), nullable=True),
        sa.CheckConstraint(
            "status IN ('planned', 'confirmed', 'visited', 'absent', 'moved', 'skipped')",
            name="status_known",
        ),
        sa.CheckConstraint("place >= 1", name="place_positive"),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_range"),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name="lat_range"),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name="lon_range"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("route_stop_day", "route_stop", ["day", "place"], unique=False)
    op.create_index("route_stop_customer", "route_stop", ["customer_id", "day"], unique=False)
    op.create_index("route_stop_visit", "route_stop", ["visit_id"], unique=False)
    op.create_table(
        "travel_time",
        sa.Column("way", sa.String(80), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("way"),
    )
