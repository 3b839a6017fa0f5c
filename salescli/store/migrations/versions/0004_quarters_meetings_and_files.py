"""quarterly plan points, meetings, claims, archives, exports, remembered columns"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    plan_points_of_a_quarter()
    columns()
    meetings()
    claims()
    files()


def plan_points_of_a_quarter() -> None:
    """The closed list of periods grows, so the table is made anew around its rows."""
    for index in ("plan_point_no", "plan_point_period", "plan_point_from"):
        op.drop_index(index, "plan_point")
    op.rename_table("plan_point", "plan_point_before")
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
        sa.CheckConstraint("kind IN ('week', 'month', 'quarter')", name="kind_known"),
        sa.CheckConstraint("length(text) > 0", name="text_given"),
        sa.CheckConstraint("done BETWEEN 0 AND 100", name="done_range"),
        sa.CheckConstraint("times_carried >= 0", name="times_carried_positive"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("plan_point_no", "plan_point", ["no"], unique=False)
    op.create_index("plan_point_period", "plan_point", ["kind", "starts_on"], unique=False)
    op.create_index("plan_point_from", "plan_point", ["carried_from"], unique=False)
    names = (
        "id, created_at, updated_at, deleted_at, rep_id, no, kind, starts_on, text, support,"
        " arranged_by, arranged_on, arranged, done, problem, customer_id, carried_from,"
        " times_carried, carried_on"
    )
    op.execute(f"INSERT INTO plan_point ({names}) SELECT {names} FROM plan_point_before")  # noqa: S608 -- fixed names
    op.drop_table("plan_point_before")


def columns() -> None:
    op.add_column("customer", sa.Column("merged_into", sa.String(36), nullable=True))
    op.create_index("customer_reported", "customer", ["reported_at"], unique=False)
    op.add_column("visit", sa.Column("entry_key", sa.String(200), nullable=True))
    op.create_index("visit_entry_key", "visit", ["entry_key"], unique=False)
    for name in ("packages", "demo"):
        op.add_column(
            "day_note", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''"))
        )


def meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("held_at", sa.String(5), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("attendees", sa.String(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("meeting_no", "meeting", ["no"], unique=False)
    op.create_index("meeting_day", "meeting", ["held_on"], unique=False)
    op.create_table(
        "action_item",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.String(36), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.CheckConstraint("length(text) > 0", name="text_given"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("action_item_no", "action_item", ["no"], unique=False)
    op.create_index("action_item_meeting", "action_item", ["meeting_id"], unique=False)
    op.create_index("action_item_open", "action_item", ["done_on", "due_on"], unique=False)


def claims() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_rep_id", sa.String(36), nullable=False),
        sa.Column("to_rep_id", sa.String(36), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("need_known", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('claim', 'assign')", name="kind_known"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("claim_customer", "claim", ["customer_id", "decided_on"], unique=False)


def files() -> None:
    op.create_table(
        "archive",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("since", sa.String(24), nullable=True),
        sa.Column("made_at", sa.String(24), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("made_for", sa.String(), nullable=False),
        sa.Column("sent_to", sa.String(), nullable=False),
        sa.Column("sent_at", sa.String(24), nullable=True),
        sa.CheckConstraint("customers >= 0", name="customers_positive"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("archive_no", "archive", ["no"], unique=False)
    op.create_index("archive_made", "archive", ["made_at"], unique=False)
    op.create_table(
        "archive_password",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("told_to", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("archive_password_set", "archive_password", ["set_on"], unique=False)
    op.create_table(
        "data_export",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(24), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("filters", sa.String(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("has_contacts", sa.Boolean(), nullable=False),
        sa.Column("encrypted", sa.Boolean(), nullable=False),
        sa.CheckConstraint("row_count >= 0", name="row_count_positive"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("data_export_no", "data_export", ["no"], unique=False)
    op.create_index("data_export_kind", "data_export", ["kind", "made_at"], unique=False)
    op.create_table(
        "column_mapping",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "column_mapping_header", "column_mapping", ["kind", "fingerprint"], unique=False
    )
