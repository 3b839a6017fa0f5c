"""The published read-only views: a contract for reports, scripts and other tools.

Portable SQL, no calendar arithmetic (days come in as parameters), names stable. They are made
anew by every migration, in this order.
"""

from __future__ import annotations

import re

CUSTOMERS = """
SELECT c.id, c.no, c.code, c.name, c.search_key, c.name_key, c.initials, c.status, c.grade,
       c.area, c.industry, c.address, c.lat, c.lon, c.phone, c.phone_key, c.fax, c.email,
       c.website, c.tax_id, c.source, c.tags, c.windows, c.background, c.makes, c.application,
       c.usual_products, c.suppliers, c.needs, c.purchase_plan, c.condition, c.notes,
       c.need_clear, c.expected_on, c.tracking_since, c.target, c.key_account, c.first_contact,
       c.reported_at, c.created_at, c.updated_at, c.owner_rep_id,
       (SELECT r.name FROM rep r WHERE r.id = c.owner_rep_id) AS owner,
       (SELECT r.name FROM rep r WHERE r.id = c.reported_by) AS reporter,
       (SELECT p.name FROM contact p WHERE p.customer_id = c.id AND p.deleted_at IS NULL
         ORDER BY p.main DESC, p.no LIMIT 1) AS contact,
       (SELECT p.position FROM contact p WHERE p.customer_id = c.id AND p.deleted_at IS NULL
         ORDER BY p.main DESC, p.no LIMIT 1) AS position,
       (SELECT p.phone FROM contact p WHERE p.customer_id = c.id AND p.deleted_at IS NULL
         ORDER BY p.main DESC, p.no LIMIT 1) AS contact_phone,
       (SELECT v.visit_date FROM visit v WHERE v.customer_id = c.id AND v.deleted_at IS NULL
           AND v.outcome <> 'absent' AND v.channel = 'visit'
         ORDER BY v.visit_date DESC LIMIT 1) AS last_visit,
       (SELECT min(f.due_on) FROM followup f WHERE f.customer_id = c.id
           AND f.deleted_at IS NULL AND f.done_on IS NULL) AS next_due
  FROM customer c WHERE c.deleted_at IS NULL
"""

CONTACTS = """
SELECT p.id, p.no, p.customer_id, c.no AS customer_no, c.code AS customer_code,
       c.name AS customer, p.name, p.search_key, p.position, p.phone, p.phone_key, p.email,
       p.function, p.role, p.notes, p.main, p.created_at, p.updated_at
  FROM contact p JOIN customer c ON c.id = p.customer_id
 WHERE p.deleted_at IS NULL AND c.deleted_at IS NULL
"""

VISITS = """
SELECT v.id, v.no, v.customer_id, c.no AS customer_no, c.code AS customer_code,
       c.name AS customer, c.address, v.visit_date, v.visit_time, v.started_at, v.utc_offset,
       v.minutes, v.channel, v.outcome, v.purpose, v.grade_at_visit, v.met, v.content, v.result,
       v.problems, v.objections, v.note_left, v.card_left, v.next_on, v.next_time, v.lesson,
       v.improvement, v.improved_on, v.entry_key, v.created_at, v.updated_at, v.rep_id,
       (SELECT r.name FROM rep r WHERE r.id = v.rep_id) AS rep,
       (SELECT p.phone FROM visit_contact l JOIN contact p ON p.id = l.contact_id
         WHERE l.visit_id = v.id AND l.deleted_at IS NULL ORDER BY p.no LIMIT 1) AS met_phone
  FROM visit v JOIN customer c ON c.id = v.customer_id WHERE v.deleted_at IS NULL
"""

FOLLOWUPS = """
SELECT f.id, f.no, f.customer_id, c.no AS customer_no, c.name AS customer, c.grade, f.text,
       f.wished_visit, f.due_on, f.due_time, f.done_on, f.visit_id,
       (SELECT v.no FROM visit v WHERE v.id = f.visit_id) AS visit_no,
       f.closed_by_visit_id,
       (SELECT v.no FROM visit v WHERE v.id = f.closed_by_visit_id) AS closed_by_visit_no,
       f.created_at, f.rep_id, f.updated_at
  FROM followup f JOIN customer c ON c.id = f.customer_id
 WHERE f.deleted_at IS NULL AND c.deleted_at IS NULL
"""

OBJECTIVES = """
SELECT o.id, o.no, o.customer_id, c.no AS customer_no, c.name AS customer, o.visit_id,
       (SELECT v.no FROM visit v WHERE v.id = o.visit_id) AS visit_no,
       o.text, o.kind, o.planned_on, o.questions, o.answers, o.material, o.obstacles,
       o.solutions, o.reached, o.cause, o.remedy, o.created_at, o.rep_id
  FROM objective o JOIN customer c ON c.id = o.customer_id
 WHERE o.deleted_at IS NULL AND c.deleted_at IS NULL
"""

GRADE_CHANGES = """
SELECT g.id, g.customer_id, c.no AS customer_no, c.name AS customer, g.from_grade, g.to_grade,
       g.changed_on, g.reason, g.created_at, g.rep_id,
       (SELECT r.name FROM rep r WHERE r.id = g.rep_id) AS rep, g.updated_at
  FROM grade_change g JOIN customer c ON c.id = g.customer_id
 WHERE g.deleted_at IS NULL
"""

BUDGETS = """
SELECT b.id, b.customer_id, c.no AS customer_no, c.name AS customer, b.year, b.category,
       b.amount, b.currency, b.source, b.created_at, b.updated_at
  FROM customer_budget b JOIN customer c ON c.id = b.customer_id
 WHERE b.deleted_at IS NULL AND c.deleted_at IS NULL
"""

REPORTS = """
SELECT p.id, p.no, p.kind, p.starts_on, p.ends_on, p.version, p.summary, p.tomorrow, p.problems,
       p.memo, p.content,
       p.due_at, p.submitted_at, p.late, p.excuse, p.incomplete_reason, p.differences,
       p.sent_to, p.sent_at, p.remark, p.reviewed_by, p.reviewed_at, p.created_at, p.updated_at,
       p.rep_id, (SELECT r.name FROM rep r WHERE r.id = p.rep_id) AS rep
  FROM report p WHERE p.deleted_at IS NULL
"""

DAY_NOTES = """
SELECT n.id, n.day, n.focus, n.packages, n.demo, n.packed, n.rep_id
  FROM day_note n WHERE n.deleted_at IS NULL
"""

ROUTES = """
SELECT d.id, d.day, d.begin_name, d.begin_lat, d.begin_lon, d.begin_at, d.end_name, d.end_lat,
       d.end_lon, d.back_by, d.back_at, d.travel_minutes, d.travel_source, d.left_out,
       d.created_at, d.updated_at, d.rep_id,
       (SELECT r.name FROM rep r WHERE r.id = d.rep_id) AS rep
  FROM route_day d WHERE d.deleted_at IS NULL
"""

STOPS = """
SELECT s.id, s.day, s.place, s.customer_id, c.no AS customer_no, c.code AS customer_code,
       c.name AS customer, s.status, s.starts_at, s.ends_at, s.minutes, s.travel_minutes,
       s.lat, s.lon, s.area_centre, s.pinned, s.must, s.value, s.why, s.grade, s.broken, s.reason,
       s.moved_to, s.confirmed_at, s.visit_id, v.no AS visit_no, v.visit_time,
       v.minutes AS visit_minutes,
       c.address, c.area, c.windows, c.phone,
       (SELECT p.name FROM contact p WHERE p.customer_id = c.id AND p.deleted_at IS NULL
         ORDER BY p.main DESC, p.no LIMIT 1) AS contact,
       (SELECT p.phone FROM contact p WHERE p.customer_id = c.id AND p.deleted_at IS NULL
         ORDER BY p.main DESC, p.no LIMIT 1) AS contact_phone,
       s.created_at, s.updated_at, s.rep_id
  FROM route_stop s JOIN customer c ON c.id = s.customer_id
  LEFT JOIN visit v ON v.id = s.visit_id WHERE s.deleted_at IS NULL
"""

PRODUCTS = """
SELECT p.id, p.no, p.code, p.name, p.search_key, p.spec, p.unit, p.price, p.currency, p.created_at,
       p.updated_at
  FROM product p WHERE p.deleted_at IS NULL
"""

FAB_POINTS = """
SELECT f.id, f.product_id, p.no AS product_no, p.name AS product, f.feature, f.advantage,
       f.benefit, f.created_at
  FROM fab_point f JOIN product p ON p.id = f.product_id
 WHERE f.deleted_at IS NULL AND p.deleted_at IS NULL
"""

ORDERS = """
SELECT o.id, o.no, o.number, o.customer_id, c.no AS customer_no, c.name AS customer, c.grade,
       o.order_date, o.delivery_date, o.contact, o.phone, o.ship_to, o.payment_method, o.terms,
       o.notes, o.currency, o.visit_id, (SELECT v.no FROM visit v WHERE v.id = o.visit_id)
       AS visit_no, (SELECT coalesce(sum(l.amount), 0) FROM order_line l WHERE l.order_id = o.id
         AND l.deleted_at IS NULL) AS amount,
       (SELECT coalesce(sum(l.quantity_milli), 0) FROM order_line l WHERE l.order_id = o.id
         AND l.deleted_at IS NULL) AS quantity_milli, o.created_at, o.rep_id, o.updated_at
  FROM sales_order o JOIN customer c ON c.id = o.customer_id WHERE o.deleted_at IS NULL
"""

ORDER_LINES = """
SELECT l.id, l.order_id, o.no AS order_no, o.number, o.customer_id, o.order_date, l.place,
       l.product_id, l.product, l.spec, l.quantity_milli, l.unit, l.unit_price, l.amount,
       o.currency, l.created_at, l.updated_at, c.no AS customer_no, c.name AS customer
  FROM order_line l JOIN sales_order o ON o.id = l.order_id
  JOIN customer c ON c.id = o.customer_id
 WHERE l.deleted_at IS NULL AND o.deleted_at IS NULL
"""

PLAN_POINTS = """
SELECT p.id, p.no, p.kind, p.starts_on, p.text, p.support, p.arranged_by, p.arranged_on,
       p.arranged, p.done, p.problem, p.customer_id,
       (SELECT c.name FROM customer c WHERE c.id = p.customer_id) AS customer,
       p.carried_from, p.times_carried, p.carried_on, p.created_at, p.rep_id,
       (SELECT r.name FROM rep r WHERE r.id = p.rep_id) AS rep, p.updated_at
  FROM plan_point p WHERE p.deleted_at IS NULL
"""

MEETINGS = """
SELECT m.id, m.no, m.held_on, m.held_at, m.title, m.place, m.chair, m.attendees, m.agenda,
       m.minutes, m.created_at, m.updated_at, m.rep_id
  FROM meeting m WHERE m.deleted_at IS NULL
"""

ACTIONS = """
SELECT a.id, a.no, a.meeting_id, m.no AS meeting_no, m.held_on, a.text, a.owner, a.due_on,
       a.done_on, a.result, a.created_at, a.rep_id
  FROM action_item a LEFT JOIN meeting m ON m.id = a.meeting_id WHERE a.deleted_at IS NULL
"""

CLAIMS = """
SELECT k.id, k.customer_id, c.no AS customer_no, c.name AS customer, k.kind, k.granted, k.reason,
       k.need_known, k.decided_by, k.decided_on,
       (SELECT r.name FROM rep r WHERE r.id = k.from_rep_id) AS from_rep,
       (SELECT r.name FROM rep r WHERE r.id = k.to_rep_id) AS to_rep, k.created_at, k.rep_id
  FROM claim k JOIN customer c ON c.id = k.customer_id WHERE k.deleted_at IS NULL
"""

MERGED = """
SELECT b.id, b.no, b.code, b.name, b.search_key, b.deleted_at AS merged_at, b.merged_into,
       c.no AS customer_no, c.name AS customer
  FROM customer b JOIN customer c ON c.id = b.merged_into
 WHERE b.deleted_at IS NOT NULL AND c.deleted_at IS NULL
"""

ARCHIVES = """
SELECT a.id, a.no, a.week_start, a.since, a.made_at, a.file, a.sha256, a.customers, a.added,
       a.changed, a.made_for, a.sent_to, a.sent_at, a.rep_id
  FROM archive a WHERE a.deleted_at IS NULL
"""

ARCHIVE_PASSWORDS = """
SELECT p.id, p.set_on, p.told_to, p.told_on, p.created_at, p.rep_id
  FROM archive_password p WHERE p.deleted_at IS NULL
"""

EXPORTS = """
SELECT e.id, e.no, e.kind, e.made_at, e.file, e.form, e.profile, e.filters, e.columns, e.row_count,
       e.has_contacts, e.encrypted, e.rep_id
  FROM data_export e WHERE e.deleted_at IS NULL
"""

COLUMN_MAPPINGS = """
SELECT h.id, h.kind, h.fingerprint, h.mapping, h.created_at
  FROM column_mapping h WHERE h.deleted_at IS NULL
"""

CHANGES = """
SELECT h.id, h.hlc, h.command_id, m.no AS command_no, m.at, m.line, h.device, h.rep_id,
       h.table_name, h.row_id, h.action, h.old, h.new, h.based_on
  FROM change h JOIN command m ON m.id = h.command_id
"""

VIEWS: dict[str, str] = {
    "customers": CUSTOMERS,
    "contacts": CONTACTS,
    "visits": VISITS,
    "followups": FOLLOWUPS,
    "objectives": OBJECTIVES,
    "grade_changes": GRADE_CHANGES,
    "budgets": BUDGETS,
    "reports": REPORTS,
    "day_notes": DAY_NOTES,
    "routes": ROUTES,
    "stops": STOPS,
    "products": PRODUCTS,
    "fab_points": FAB_POINTS,
    "orders": ORDERS,
    "order_lines": ORDER_LINES,
    "plan_points": PLAN_POINTS,
    "meetings": MEETINGS,
    "actions": ACTIONS,
    "claims": CLAIMS,
    "merged": MERGED,
    "archives": ARCHIVES,
    "archive_passwords": ARCHIVE_PASSWORDS,
    "exports": EXPORTS,
    "column_mappings": COLUMN_MAPPINGS,
    "changes": CHANGES,
}


def columns(name: str) -> list[str]:
    """The columns of a view, in its order, read from its text."""
    inner = re.compile(r"\([^()]*\)")
    text = VIEWS[name]
    while inner.search(text):
        text = inner.sub("", text)
    chosen = text.partition("SELECT")[2].partition("FROM")[0]
    return [re.split(r"[\s.]+", part.strip())[-1] for part in chosen.split(",")]


def empty() -> dict[str, str]:
    """The same views of an office that has saved nothing yet, for queries without a file."""
    nothing = {name: ", ".join(f"NULL AS {column}" for column in columns(name)) for name in VIEWS}
    return {name: f"SELECT {listed} WHERE 1 = 0" for name, listed in nothing.items()}
