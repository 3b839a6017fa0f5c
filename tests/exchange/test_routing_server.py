"""The client of routing servers against a stand-in on this machine that answers as told."""

from __future__ import annotations

import gettext
import json
import math
import os
import socket
import socketserver
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from salescli import language
from salescli.domain.places import Place
from salescli.exchange import routing_server
from salescli.exchange.routing_server import RoutingServerError, Server, minutes

KINDS = ["osrm", "valhalla", "valhalla, long"]
NAN = float("nan")


def place(number):
    return Place(37 + number / 1000, 127 - number / 1000)


def places(*numbers):
    return [place(number) for number in numbers]


def way(start, end):
    """Seconds between two places of the stand-in's country: no two ways alike in both directions."""
    i, j = (round((lat - 37) * 1000) for lat in (start.lat, end.lat))
    if i == j:
        return 0
    return None if (i + 2 * j) % 17 == 0 else i * 611 % 5000 + j * 17 + 0.4


def whole(sources, targets):
    """The table as it must come out, however it was asked for."""
    ways = [[way(start, end) for end in targets] for start in sources]
    return [[None if s is None else math.ceil(s / 60) for s in row] for row in ways]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        length = int(self.headers.get("Content-Length", 0))
        self.body = self.rfile.read(length)
        self.server.seen.append(self)
        self.server.answer(self)

    do_POST = do_GET  # noqa: N815 -- the name http.server calls

    def log_message(self, *args):
        pass

    def say(self, body, status=200, **headers):
        raw = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def trickle(self, start):
        """A byte now and then; in the end it would be a right answer."""
        self.wfile.write(start)
        for _byte in range(500):
            if self.server.over.wait(0.02):
                return
            self.wfile.write(b" ")
            self.wfile.flush()


class StandIn(socketserver.TCPServer):
    """Answers one request after the other, in its own thread."""

    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.seen = []
        self.over = threading.Event()
        self.answer = self.speak
        self.kind = "osrm"

    def speak(self, handler):
        SPEAKS[self.kind](handler)

    def handle_error(self, request, client_address):
        """The client hung up; that is what some tests are about."""

    def says(self, body, **rest):
        self.answer = lambda handler: handler.say(
            body if isinstance(body, (str, bytes)) else json.dumps(body), **rest
        )

    def whom(self, kind="osrm", **rest):
        self.kind = kind
        return Server(kind.split(",")[0], **{"url": self.url, "timeout": 30, **rest})


def osrm(handler):
    parts = urlsplit(handler.path)
    named = [
        Place(*map(float, pair.split(",")[::-1])) for pair in parts.path.split("/")[-1].split(";")
    ]
    if len(named) > 100:
        text = json.dumps({"code": "TooBig", "message": f"{len(named)} coordinates"})
        return handler.say(text, 400)
    query = parse_qs(parts.query)
    sources, targets = (
        [named[int(number)] for number in query[name][0].split(";")]
        for name in ("sources", "destinations")
    )
    durations = [[way(start, end) for end in targets] for start in sources]
    return handler.say(json.dumps({"code": "Ok", "durations": durations, "sources": []}))


def valhalla(handler, *, short=True):
    asked = json.loads(handler.body)
    sources, targets = ([Place(**spot) for spot in asked[name]] for name in ("sources", "targets"))
    if max(len(sources), len(targets)) > 50:
        return handler.say(json.dumps({"error_code": 150, "error": "Exceeded max locations"}), 400)
    if short:
        table = {"durations": [[way(a, b) for b in targets] for a in sources], "distances": []}
    else:
        table = [
            [
                {"from_index": i, "to_index": j, "time": way(a, b), "distance": 1.0}
                for j, b in enumerate(targets)
            ]
            for i, a in enumerate(sources)
        ]
    return handler.say(json.dumps({"sources_to_targets": table, "units": "kilometers"}))


SPEAKS = {
    "osrm": osrm,
    "valhalla": valhalla,
    "valhalla, long": lambda handler: valhalla(handler, short=False),
}


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    """English, and no proxies of the machine the tests run on."""
    monkeypatch.setattr(language, "_catalogue", gettext.NullTranslations())
    for variable in list(os.environ):
        if variable.lower().endswith("_proxy"):
            monkeypatch.delenv(variable)


@pytest.fixture
def stand_in():
    with StandIn() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def reason(server, sources=(), targets=()):
    """Why there is no table, of two places and a third unless told otherwise."""
    sources, targets = sources or places(1, 2), targets or places(3)
    with pytest.raises(RoutingServerError) as caught:
        minutes(server, sources, targets)
    return str(caught.value)


# --- right answers


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows, columns", [(1, 1), (1, 5), (5, 1), (2, 3), (20, 30)])
def test_a_table_of_any_shape(stand_in, kind, rows, columns):
    sources, targets = places(*range(rows)), places(*range(100, 100 + columns))
    assert minutes(stand_in.whom(kind), sources, targets) == whole(sources, targets)
    assert len(stand_in.seen) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back_differ_and_here_is_0(stand_in, kind):
    spots = places(1, 2, 3, 4, 8)
    found = minutes(stand_in.whom(kind), spots, spots)
    assert found == whole(spots, spots)
    assert found[0][1] != found[1][0]
    assert [found[i][i] for i in range(5)] == [0] * 5
    assert found[0][4] is None
    assert found[4][0] is not None


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_ask(stand_in, kind):
    assert minutes(stand_in.whom(kind), [], places(1)) == []
    assert minutes(stand_in.whom(kind), places(1, 2), []) == [[], []]
    assert stand_in.seen == []


@pytest.mark.parametrize(
    "seconds, expected",
    [(0, 0), (0.1, 1), (59.9, 1), (60, 1), (60.1, 2), (3600, 60), (3600.0, 60), (None, None)],
)
def test_minutes_are_rounded_up(stand_in, seconds, expected):
    stand_in.says({"code": "Ok", "durations": [[seconds]]})
    assert minutes(stand_in.whom(), places(1), places(2)) == [[expected]]
    stand_in.says({"sources_to_targets": [[{"time": seconds}]]})
    assert minutes(stand_in.whom("valhalla"), places(1), places(2)) == [[expected]]


@pytest.mark.parametrize("told", [None, 90])
def test_the_same_place_is_0_whatever_is_told(stand_in, told):
    stand_in.says({"code": "Ok", "durations": [[told]]})
    here = Place(37.1234561, 127.1234561)
    assert minutes(stand_in.whom(), [here], [Place(37.1234559, 127.1234559)]) == [[0]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_named_twice_is_asked_once(stand_in, kind):
    sources, targets = places(*[1, 2] * 40), places(*[3, 1, 3] * 30)
    assert minutes(stand_in.whom(kind), sources, targets) == whole(sources, targets)
    assert len(stand_in.seen) == 1


@pytest.mark.parametrize(
    "kind, rows, columns, requests",
    [
        ("osrm", range(100), range(100), 1),
        ("osrm", range(50), range(50, 100), 1),
        ("osrm", range(101), range(101), 9),
        ("osrm", range(51), range(100, 150), 2),
        ("osrm", range(1), range(1, 201), 3),
        ("osrm", range(200), range(200, 201), 3),
        ("osrm", range(30), range(100, 300), 3),
        ("osrm", range(120), range(80, 200), 9),
        ("valhalla", range(50), range(50), 1),
        ("valhalla", range(51), range(50), 2),
        ("valhalla", range(1), range(1, 121), 3),
        ("valhalla", range(101), range(60, 150), 6),
        ("valhalla, long", range(60), range(60), 4),
    ],
)
def test_a_large_table_is_asked_for_in_parts(stand_in, kind, rows, columns, requests):
    sources, targets = places(*rows), places(*columns)
    assert minutes(stand_in.whom(kind), sources, targets) == whole(sources, targets)
    assert len(stand_in.seen) == requests


# --- what is asked


def test_what_osrm_is_asked(stand_in):
    spots = [Place(37.5, 127.0), Place(-33.12345678, -70.1), Place(37.5, 127.0)]
    stand_in.says({"code": "Ok", "durations": [[0, 60], [60, 0]]})
    minutes(stand_in.whom(profile="a/b"), spots, spots[:2])
    (request,) = stand_in.seen
    path = "/table/v1/a%2Fb/127.000000,37.500000;-70.100000,-33.123457"
    assert request.path == f"{path}?sources=0;1&destinations=0;1&annotations=duration"
    assert request.command == "GET"
    assert request.headers["Accept-Encoding"] == "identity"
    assert request.headers["User-Agent"].startswith("salescli/")


@pytest.mark.parametrize(
    "profile, costing", [("driving", "auto"), ("auto", "auto"), ("truck", "truck")]
)
def test_what_valhalla_is_asked(stand_in, profile, costing):
    minutes(stand_in.whom("valhalla", profile=profile), places(1), places(2, 3))
    (request,) = stand_in.seen
    assert (request.command, request.path) == ("POST", "/sources_to_targets")
    assert json.loads(request.body) == {
        "sources": [{"lat": 37.001, "lon": 126.999}],
        "targets": [{"lat": 37.002, "lon": 126.998}, {"lat": 37.003, "lon": 126.997}],
        "costing": costing,
        "verbose": False,
    }
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    "url, path",
    [
        ("/", "/sources_to_targets"),
        ("/maps/v1/", "/maps/v1/sources_to_targets"),
        ("/v1?key=a%20b", "/v1/sources_to_targets?key=a%20b"),
    ],
)
def test_an_address_with_a_path_or_a_key(stand_in, url, path):
    minutes(stand_in.whom("valhalla", url=f"  {stand_in.url}{url} "), places(1), places(2))
    assert stand_in.seen[0].path == path


def test_a_key_stands_behind_the_query(stand_in):
    minutes(stand_in.whom(url=f"{stand_in.url}?key=x"), places(1), places(2))
    assert stand_in.seen[0].path.endswith("&annotations=duration&key=x")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:5000",
        "//localhost:5000",
        "file:///etc/passwd",
        "ftp://localhost/",
        "http://",
        "http://:5000",
        "http://localhost:0",
        "http://localhost:99999",
        "http://localhost:port",
        "http://[::1",
        "http://me:secret@localhost:5000",
    ],
)
def test_what_is_no_address(url):
    assert "is no address of a server" in reason(Server("osrm", url, 1))


def test_a_host_that_cannot_be():
    assert "the connection fails" in reason(Server("osrm", "http://a b", 1))
    assert "the connection fails" in reason(Server("osrm", f"http://{'x' * 64}.invalid", 1))


def test_an_unknown_kind():
    assert reason(Server("google", "http://localhost", 1)).startswith('"google" is no kind')


# --- refusals and nonsense


@pytest.mark.parametrize(
    "kind, status, body, expected",
    [
        ("osrm", 400, {"code": "TooBig", "message": "Too many"}, "it answers 400: Too many"),
        ("osrm", 400, {"code": "NoSegment", "message": " "}, "it answers 400: Bad Request"),
        ("osrm", 429, "slow down", "it answers 429: Too Many Requests"),
        ("osrm", 500, {"message": ["odd"]}, "it answers 500: Internal Server Error"),
        ("osrm", 200, {"code": "NoTable", "message": "None"}, "it gives no table: None"),
        ("osrm", 200, {"code": "NoTable"}, "it gives no table: NoTable"),
        ("osrm", 204, "", "it answers 204: No Content"),
        ("osrm", 502, "<html><h1>Bad</h1></html>", "it answers 502: Bad Gateway"),
        ("osrm", 200, "<html><h1>Hello</h1></html>", "its answer is not JSON"),
        ("osrm", 200, "", "its answer is not JSON"),
        ("osrm", 200, b'{"code": "\xff"}', "its answer is not JSON"),
        ("osrm", 200, "[" * 100_000, "its answer is not JSON"),
        ("valhalla", 400, {"error_code": 171, "error": "No edges"}, "it answers 400: No edges"),
        ("valhalla", 500, {"error": None, "x": 1}, "it answers 500: Internal Server Error"),
        ("valhalla", 400, [], "it answers 400: Bad Request"),
        ("valhalla", 404, "<html>", "it answers 404: Not Found"),
        ("valhalla", 200, "durations", "its answer is not JSON"),
    ],
)
def test_refusals(stand_in, kind, status, body, expected):
    stand_in.says(body, status=status)
    assert reason(stand_in.whom(kind)) == expected


def test_foreign_words_are_one_short_line(stand_in):
    stand_in.says({"message": "a\x1b[31m\nb\u202e" + " long" * 5000}, status=400)
    said = reason(stand_in.whom())
    assert said.startswith(r"it answers 400: a\x1b[31m b\u202e long")
    assert len(said) < 200
    assert said.endswith("…")


WRONG = [
    None,
    [],
    {},
    "x",
    7,
    [[60], None],
    [[60]],
    [[60], []],
    [[60], [60, 60]],
    [[60], [60], [60]],
    [[60], 60],
    [[60], "6"],
    [[60], {"0": 60}],
    [[60], [[60]]],
    [[60], ["60"]],
    [[60], [-1]],
    [[60], [-0.5]],
    [[60], [NAN]],
    [[60], [math.inf]],
    [[60], [-math.inf]],
    [[60], [10**400]],
    [[60], [1e12]],
    [[60], [True]],
    [[60], [False]],
    [[60], [{}]],
]


@pytest.mark.parametrize("table", WRONG, ids=str)
def test_what_is_no_table(stand_in, table):
    no_table = "its answer is no table of 2 × 1 travel times"
    stand_in.says({"code": "Ok", "durations": table})
    assert reason(stand_in.whom()) == no_table
    stand_in.says({"sources_to_targets": {"durations": table}})
    assert reason(stand_in.whom("valhalla")) == no_table
    if isinstance(table, list):
        long = [[{"time": cell} for cell in row] if isinstance(row, list) else row for row in table]
        stand_in.says({"sources_to_targets": long})
        assert reason(stand_in.whom("valhalla")) == no_table


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        7,
        "x",
        {},
        {"sources_to_targets": 7},
        {"sources_to_targets": {"distances": [[1], [1]]}},
        {"sources_to_targets": [[60], [60]]},
        {"sources_to_targets": [[{"time": 60}], [{"distance": 1}]]},
        {"sources_to_targets": [[{"time": 60}], [None]]},
    ],
    ids=str,
)
def test_what_is_no_answer_of_valhalla(stand_in, answer):
    stand_in.says(json.dumps(answer))
    assert "is no table" in reason(stand_in.whom("valhalla"))


@pytest.mark.parametrize("answer", [None, [], 7, "x", {"code": "Ok"}], ids=str)
def test_what_is_no_answer_of_osrm(stand_in, answer):
    stand_in.says(json.dumps(answer))
    assert "is no table" in reason(stand_in.whom())


@pytest.mark.parametrize("status", [200, 500])
def test_an_endless_answer(stand_in, status):
    stand_in.says(b"[" + b" " * 20_000_000 + b"]", status=status)
    assert reason(stand_in.whom()) == "its answer is longer than 20 MB"


def test_an_answer_in_chunks(stand_in):
    def answer(handler):
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for part in (b'{"code": "Ok", ', b'"durations": [[60], [90]]}', b""):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))

    stand_in.answer = answer
    assert minutes(stand_in.whom(), places(1, 2), places(3)) == [[1], [2]]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000,
    ],
    ids=["hangs up", "speaks SSH", "stops halfway", "endless header"],
)
def test_what_is_no_http(stand_in, raw):
    stand_in.answer = lambda handler: handler.wfile.write(raw)
    assert reason(stand_in.whom()).startswith("the connection fails: ")


def test_half_a_body(stand_in):
    stand_in.answer = lambda handler: handler.wfile.write(
        b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"code": "Ok", '
    )
    assert reason(stand_in.whom()) == "its answer is not JSON"


# --- too slow, or not there


def test_no_answer(stand_in):
    stand_in.answer = lambda _handler: stand_in.over.wait(20)
    assert reason(stand_in.whom(timeout=0.2)) == "no answer within 0.2 s"


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\n\r\n" + b'{"code": "Ok", "durations": [[1],[1]]}',
    ],
    ids=["headers", "body"],
)
def test_a_trickle_is_no_answer(stand_in, start):
    stand_in.answer = lambda handler: handler.trickle(start)
    assert reason(stand_in.whom(timeout=0.2)) == "no answer within 0.2 s"


def test_the_whole_table_has_a_time_limit_too(stand_in, monkeypatch):
    clock = SimpleNamespace(now=1000.0, monotonic=lambda: clock.now)
    monkeypatch.setattr(routing_server, "time", clock)

    def answer(handler):
        clock.now += 25
        valhalla(handler)

    stand_in.answer = answer
    said = reason(stand_in.whom("valhalla"), places(0), places(*range(1, 400)))
    assert said == "the whole table takes longer than 90 s"
    assert len(stand_in.seen) == 4


def test_a_closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert reason(Server("osrm", url, 5)) == f"{url} refuses the connection"


# --- redirections and proxies


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_is_followed(stand_in, kind, status):
    def answer(handler):
        if handler.path.startswith("/new"):
            return SPEAKS[kind](handler)
        return handler.say("<html>", status, Location=f"/new{handler.path}")

    stand_in.answer = answer
    sources, targets = places(1, 2), places(3)
    assert minutes(stand_in.whom(kind), sources, targets) == whole(sources, targets)
    assert len(stand_in.seen) == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://localhost/x", "data:,{}", "gopher://localhost", "x:"]
)
def test_a_redirection_elsewhere_is_not_followed(stand_in, kind, to):
    stand_in.says("", status=302, Location=to)
    assert reason(stand_in.whom(kind)) == f"it redirects to {to}, which is not followed"
    assert len(stand_in.seen) == 1


def test_a_redirection_to_https_is_followed_and_its_certificate_looked_at(stand_in):
    stand_in.says("", status=301, Location=stand_in.url.replace("http:", "https:"))
    said = reason(stand_in.whom())  # the stand-in speaks no TLS
    assert said.startswith("the connection fails: ")
    assert "SSL" in said


def test_redirections_end(stand_in):
    stand_in.says("", status=302, Location="/round/and/round")
    said = f"it redirects to {stand_in.url}/round/and/round, which is not followed"
    assert reason(stand_in.whom()) == said
    assert len(stand_in.seen) == routing_server.HOPS


def test_other_redirections_are_refusals(stand_in):
    stand_in.says("", status=303, Location="/")
    assert reason(stand_in.whom()) == "it answers 303: See Other"
    stand_in.says("", status=301)
    assert reason(stand_in.whom()) == "it answers 301: Moved Permanently"


def test_a_proxy_is_used_but_never_for_this_machine(stand_in, monkeypatch):
    sources, targets = places(1, 2), places(3)
    monkeypatch.setenv("http_proxy", stand_in.url)
    far = stand_in.whom(url="http://routes.example:5000")
    assert minutes(far, sources, targets) == whole(sources, targets)
    assert stand_in.seen[0].path.startswith("http://routes.example:5000/table/v1/driving/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    port = stand_in.server_address[1]
    for host in ("127.0.0.1", "localhost", "LOCALHOST"):
        near = stand_in.whom(url=f"http://{host}:{port}")
        assert minutes(near, sources, targets) == whole(sources, targets)
    assert reason(far) == "http://routes.example:5000 refuses the connection"


@pytest.mark.parametrize(
    "host, here",
    [
        ("localhost", True),
        ("localhost:5000", True),
        ("box.localhost:80", True),
        ("127.0.0.1:5000", True),
        ("127.8.9.10", True),
        ("[::1]:5000", True),
        ("localhost.example", False),
        ("10.0.0.1", False),
        ("[2001:db8::1]", False),
    ],
)
def test_what_is_this_machine(host, here):
    assert routing_server._is_here(host) is here


def test_nothing_of_the_net_is_loaded_before_it_is_used():
    code = "import sys, salescli.exchange.routing_server as r; print([m for m in "
    code += "('urllib.request', 'http.client', 'socket', 'ssl') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
