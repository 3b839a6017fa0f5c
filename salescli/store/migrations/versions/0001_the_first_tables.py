"""the first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("hlc", sa.String(64), nullable=False),
        sa.Column("command_id", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("table_name", sa.String(40), nullable=False),
        sa.Column("row_id", sa.String(36), nullable=False),
        sa.Column("action", sa.String(6), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("based_on", sa.String(36), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("change_command", "change", ["command_id"], unique=False)
    op.create_index("change_hlc", "change", ["hlc"], unique=False)
    op.create_index("change_row", "change", ["row_id", "hlc"], unique=False)
    op.create_table(
        "command",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("undoes", sa.String(36), nullable=True),
        sa.Column("undone_by", sa.String(36), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("command_no", "command", ["no"], unique=False)
    op.create_table(
        "customer",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("industry", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("phone_key", sa.String(), nullable=False),
        sa.Column("fax", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("tax_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("tags", sa.String(), nullable=False),
        sa.Column("windows", sa.String(), nullable=False),
        sa.Column("background", sa.Text(), nullable=False),
        sa.Column("makes", sa.String(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("usual_products", sa.Text(), nullable=False),
        sa.Column("suppliers", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("purchase_plan", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("need_clear", sa.Boolean(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("tracking_since", sa.Date(), nullable=True),
        sa.Column("target", sa.Boolean(), nullable=False),
        sa.Column("key_account", sa.Boolean(), nullable=False),
        sa.Column("first_contact", sa.String(), nullable=True),
        sa.Column("reported_at", sa.String(24), nullable=False),
        sa.Column("reported_by", sa.String(36), nullable=False),
        sa.Column("owner_rep_id", sa.String(36), nullable=False),
        sa.CheckConstraint("grade IN ('A', 'B', 'C', 'D')", name="grade_known"),
        sa.CheckConstraint(
            "status IN ('prospect', 'active', 'dormant', 'lost')", name="status_known"
        ),
        sa.CheckConstraint(
            "first_contact IN ('visit', 'phone', 'video', 'mail', 'walk-in')",
            name="first_contact_known",
        ),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name="lat_range"),
        sa.CheckConstraint("length(name) > 0", name="name_given"),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name="lon_range"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("customer_code", "customer", ["code"], unique=False)
    op.create_index("customer_name_key", "customer", ["name_key"], unique=False)
    op.create_index("customer_no", "customer", ["no"], unique=False)
    op.create_index("customer_phone_key", "customer", ["phone_key"], unique=False)
    op.create_table(
        "day_note",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("focus", sa.Text(), nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("day_note_day", "day_note", ["rep_id", "day"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "rep",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("tomorrow", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("due_at", sa.String(24), nullable=True),
        sa.Column("submitted_at", sa.String(24), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("excuse", sa.Text(), nullable=False),
        sa.Column("incomplete_reason", sa.Text(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("sent_to", sa.String(), nullable=False),
        sa.Column("sent_at", sa.String(24), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=False),
        sa.Column("reviewed_at", sa.String(24), nullable=True),
        sa.CheckConstraint(
            "kind IN ('daily', 'weekly', 'monthly', 'quarterly')", name="kind_known"
        ),
        sa.CheckConstraint("version >= 1", name="version_positive"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "report_period", "report", ["rep_id", "kind", "starts_on", "version"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("phone_key", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "function IN ('owner', 'purchasing', 'technical', 'management', 'warehouse', 'quality')",
            name="function_known",
        ),
        sa.CheckConstraint(
            "role IN ('decides', 'influences', 'uses', 'buys', 'gatekeeper')", name="role_known"
        ),
        sa.CheckConstraint("length(name) > 0", name="name_given"),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("contact_customer", "contact", ["customer_id"], unique=False)
    op.create_index("contact_no", "contact", ["no"], unique=False)
    op.create_index("contact_phone_key", "contact", ["phone_key"], unique=False)
    op.create_table(
        "customer_budget",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("amount >= 0", name="amount_positive"),
        sa.CheckConstraint("year BETWEEN 1990 AND 2200", name="year_range"),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "customer_budget_customer", "customer_budget", ["customer_id", "year"], unique=False
    )
    op.create_table(
        "grade_change",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("from_grade", sa.String(), nullable=True),
        sa.Column("to_grade", sa.String(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.String(36), nullable=True),
        sa.CheckConstraint("from_grade IN ('A', 'B', 'C', 'D')", name="from_grade_known"),
        sa.CheckConstraint("to_grade IN ('A', 'B', 'C', 'D')", name="to_grade_known"),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "grade_change_customer", "grade_change", ["customer_id", "changed_on"], unique=False
    )
    op.create_index("grade_change_day", "grade_change", ["changed_on"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("visit_date", sa.Date(), nullable=False),
        sa.Column("visit_time", sa.String(5), nullable=True),
        sa.Column("started_at", sa.String(24), nullable=True),
        sa.Column("utc_offset", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("grade_at_visit", sa.String(), nullable=True),
        sa.Column("met", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("objections", sa.Text(), nullable=False),
        sa.Column("note_left", sa.Boolean(), nullable=True),
        sa.Column("card_left", sa.Boolean(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_time", sa.String(5), nullable=True),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("improvement", sa.Text(), nullable=False),
        sa.Column("improved_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('visit', 'phone', 'video', 'mail', 'walk-in')", name="channel_known"
        ),
        sa.CheckConstraint("grade_at_visit IN ('A', 'B', 'C', 'D')", name="grade_at_visit_known"),
        sa.CheckConstraint(
            "outcome IN ('met', 'absent', 'refused', 'postponed')", name="outcome_known"
        ),
        sa.CheckConstraint("purpose IN ('sales', 'return')", name="purpose_known"),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_range"),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("visit_customer_day", "visit", ["customer_id", "visit_date"], unique=False)
    op.create_index("visit_day", "visit", ["visit_date", "visit_time"], unique=False)
    op.create_index("visit_no", "visit", ["no"], unique=False)
    op.create_index("visit_rep_day", "visit", ["rep_id", "visit_date"], unique=False)
    op.create_table(
        "followup",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("visit_id", sa.String(36), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wished_visit", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_time", sa.String(5), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("closed_by_visit_id", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by_visit_id"],
            ["visit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("followup_customer", "followup", ["customer_id"], unique=False)
    op.create_index("followup_no", "followup", ["no"], unique=False)
    op.create_index("followup_open", "followup", ["done_on", "due_on"], unique=False)
    op.create_index("followup_visit", "followup", ["visit_id"], unique=False)
    op.create_table(
        "objective",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.String(36), nullable=False),
        sa.Column("visit_id", sa.String(36), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("obstacles", sa.Text(), nullable=False),
        sa.Column("solutions", sa.Text(), nullable=False),
        sa.Column("reached", sa.String(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('relation', 'order', 'information', 'payment', 'service')", name="kind_known"
        ),
        sa.CheckConstraint("reached IN ('yes', 'partly', 'no')", name="reached_known"),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("objective_customer", "objective", ["customer_id"], unique=False)
    op.create_index("objective_no", "objective", ["no"], unique=False)
    op.create_index("objective_visit", "objective", ["visit_id"], unique=False)
    op.create_table(
        "visit_contact",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("created_at", sa.String(24), nullable=False),
        sa.Column("updated_at", sa.String(24), nullable=False),
        sa.Column("deleted_at", sa.String(24), nullable=True),
        sa.Column("rep_id", sa.String(36), nullable=False),
        sa.Column("visit_id", sa.String(36), nullable=False),
        sa.Column("contact_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("visit_contact_contact", "visit_contact", ["contact_id"], unique=False)
    op.create_index("visit_contact_visit", "visit_contact", ["visit_id"], unique=False)
