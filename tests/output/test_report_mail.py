"""The daily report as an e-mail: an .eml file, or through the office's SMTP server."""

from __future__ import annotations

import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@pytest.fixture
def day(sales):
    sales("customer add 한빛상사 --contact 박지성 --position 과장 --phone 1 --status active")
    sales("visit add 한빛 'showed [it] <now>' --with 박 --result 'wants a quote' --problem none")
    sales("report daily --submit")
    return sales


def read(place):
    with place.open("rb") as file:
        return email.message_from_binary_file(file, policy=email.policy.default)


def test_an_eml_file_that_mail_programs_open(day, office):
    day("config set me.email kim@hanbit.kr")
    run = day("report daily --to boss@example.com")
    assert run.out == ""
    assert run.err == "Wrote daily-2026-03-03.eml; open it in your mail program to send\n"
    message = read(office / "daily-2026-03-03.eml")
    assert message.defects == []
    assert message["Subject"] == "Daily report 2026-03-03 – 김민수"
    assert (message["From"], message["To"]) == ("kim@hanbit.kr", "boss@example.com")
    assert message["Date"] == "Tue, 03 Mar 2026 12:00:00 +0900"
    assert message["Message-ID"].endswith("@sales.local>")
    plain = message.get_body(("plain",)).get_content()
    assert "Filled in by: 김민수" in plain
    assert "showed [it] <now>" in plain
    page = message.get_body(("html",)).get_content()
    assert "showed [it] &lt;now&gt;" in page
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "daily.html"
    assert attached.get_content() == page


def test_every_line_of_the_file_fits_into_mail(day, office):
    day(["report", "daily", "--summary", "가" * 5000])
    day("report daily --to boss@example.com -o report.eml")
    assert max(map(len, (office / "report.eml").read_bytes().splitlines())) <= 998
    assert "가" * 5000 in read(office / "report.eml").get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    "typed, header",
    [
        ("a@b.c", "a@b.c"),
        ("a@b.c, d@e.f", "a@b.c, d@e.f"),
        ("a@b.c; d@e.f;", "a@b.c, d@e.f"),
        (" a@b.c ", "a@b.c"),
    ],
)
def test_recipients(day, office, typed, header):
    day(["report", "daily", "--to", typed, "-o", "x.eml"])
    assert read(office / "x.eml")["To"] == header
    assert day("report list -f json").json[0]["sent_to"] == header


@pytest.mark.parametrize(
    "typed",
    [
        "boss",
        "a@",
        "@b",
        ",,",
        "a b@c.d",
        "a@b.c\nBcc: evil@x.y",
        "<a@b.c",
        "a@b.c d@e.f",
        "김@한국.kr",
    ],
)
def test_what_is_no_address(day, office, typed):
    run = day(["report", "daily", "--to", typed], code=2)
    assert "is not an e-mail address" in run.err
    assert not list(office.glob("*.eml"))
    assert day("report list -f json").json[0]["sent_to"] == ""


@pytest.mark.parametrize("sender", ["not an address", "kim@", "@hanbit.kr", "<"])
def test_a_wrong_sender_in_the_config_is_named(day, office, sender):
    day(["config", "set", "me.email", sender])
    run = day("report daily --to a@b.c", code=1)
    assert f'`me.email` is "{sender}"' in run.err
    assert not list(office.glob("*.eml"))


def test_line_breaks_in_the_config_make_no_headers(day, office):
    (office / "config.yaml").write_text(
        'me:\n  name: "A\\nBcc: x@y.z"\n  email: "kim@hanbit.kr\\nBcc: x@y.z"\n', encoding="utf-8"
    )
    day("report daily --to a@b.c -o x.eml")
    message = read(office / "x.eml")
    assert message["Bcc"] is None
    assert message["From"] == "kim@hanbit.kr"


def test_a_sender_with_a_name(day, office):
    day(["config", "set", "me.email", "김민수 <kim@hanbit.kr>"])
    day("report daily --to a@b.c -o x.eml")
    sender = read(office / "x.eml")["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == ("김민수", "kim@hanbit.kr")


@pytest.mark.parametrize("place", ["nowhere/x.eml", "x" * 300 + ".eml"])
def test_a_file_that_cannot_be_written(day, place):
    assert "could not write" in day(["report", "daily", "--to", "a@b.c", "-o", place], code=1).err
    assert day("report list -f json").json[0]["sent_to"] == ""


def test_a_draft_may_be_sent_but_is_not_noted_as_submitted(day, at):
    at("2026-03-04")
    day("report daily --to a@b.c")
    assert "2026-03-04" not in [
        row["day"] for row in day("report list -f json").json if row["sent_to"]
    ]


class Post:
    """An SMTP server that keeps what it takes, or refuses."""

    def __init__(self):
        self.taken = []
        self.refuse = ""

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's name
        if self.refuse:
            return self.refuse
        self.taken.append(envelope)
        return "250 OK"


def authenticator(_server, _session, _envelope, _mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"kim", b"s3cret"))


@pytest.fixture
def post(day, office, monkeypatch):
    monkeypatch.setattr("salescli.output.mail.TIMEOUT", 3)  # a refused login is met with silence
    handler = Post()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(
        handler, hostname="127.0.0.1", port=port,
        authenticator=authenticator, auth_require_tls=False,
    )  # fmt: skip
    controller.start()
    (office / "config.yaml").write_text(
        f"me:\n  name: 김민수\n  email: kim@hanbit.kr\n"
        f"mail:\n  host: 127.0.0.1\n  port: {port}\n  security: none\n",
        encoding="utf-8",
    )
    yield handler
    controller.stop()


def test_through_the_office_s_server(day, post, office):
    run = day("report daily --to 'boss@example.com, gm@example.com'")
    assert run.err == "Sent to boss@example.com, gm@example.com\n"
    (envelope,) = post.taken
    assert envelope.mail_from == "kim@hanbit.kr"
    assert envelope.rcpt_tos == ["boss@example.com", "gm@example.com"]
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert "김민수" in message.get_body(("plain",)).get_content()
    assert not list(office.glob("*.eml"))
    assert day("report list -f json").json[0]["sent_to"] == "boss@example.com, gm@example.com"


def test_a_file_is_still_written_when_asked_for(day, post, office):
    day("report daily --to a@b.c -o x.eml")
    assert (office / "x.eml").exists()
    assert post.taken == []


@pytest.mark.parametrize(
    "command, reason",
    [("echo s3cret", ""), ("echo wrong", "did not take the mail"), ("false", "gave no password"),
     ("true", "gave no password"), ("/nonexistent/pass", "gave no password"),
     ("echo 'not closed", "gave no password"), ("", "wants a password")],
)  # fmt: skip
def test_a_server_that_wants_a_password(day, post, command, reason):
    day("config set mail.user kim")
    day(["config", "set", "mail.password_command", command])
    run = day("report daily --to a@b.c", code=1 if reason else 0)
    assert reason in run.err
    assert "s3cret" not in run.err
    assert len(post.taken) == (0 if reason else 1)


def test_a_server_that_refuses(day, post):
    post.refuse = "554 no reports today"
    run = day("report daily --to a@b.c", code=1)
    assert "127.0.0.1 did not take the mail" in run.err
    assert "no reports today" in run.err
    assert "the report itself is safe" in run.err
    assert day("report list -f json").json[0]["sent_to"] == ""


def test_a_server_that_is_not_there(day, post):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        day(f"config set mail.port {probe.getsockname()[1]}")
        assert "did not take the mail" in day("report daily --to a@b.c", code=1).err


def test_a_server_that_cannot_encrypt(day, post):
    day("config set mail.security starttls")
    assert "did not take the mail" in day("report daily --to a@b.c", code=1).err
    assert post.taken == []


def test_the_manager_of_the_config_is_the_default(day, office):
    day("config set me.manager boss@example.com")
    day("report daily --to manager -o x.eml")
    assert read(office / "x.eml")["To"] == "boss@example.com"
