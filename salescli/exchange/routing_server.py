"""Travel times from a routing server, OSRM or Valhalla, as a table of whole minutes.

The server is foreign: its answer is checked to the last number, and whatever is wrong with it ends
as one ``RoutingServerError`` with a reason to show; the caller then estimates for itself.
"""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from salescli import __version__
from salescli.domain.places import Place
from salescli.domain.text import visible
from salescli.language import _

if TYPE_CHECKING:
    import socket
    from urllib.request import OpenerDirector

OSRM_PLACES = 100  # in one request, sources and targets together: `--max-table-size` as shipped
VALHALLA_SIDE = 50  # sources, and targets: `max_matrix_location_pairs` is 50 × 50 as shipped
BODY_MB = 20
WAITS = 3  # so many time-outs of one request for the whole table
HOPS = 5
LONGEST_S = 10_000_000  # a way of more than a hundred days is none
SHOWN = 160
MOVED = frozenset({301, 302, 307, 308})

Minutes = list[list[int | None]]


class Server(NamedTuple):
    """Whom to ask; ``kind`` is osrm or valhalla.

    Args:
        kind: Whose language it speaks.
        url: Where it is, as http://localhost:5000.
        timeout: Seconds for one request; the whole table gets three times as long.
        profile: OSRM's profile, Valhalla's costing (driving is its auto).
    """

    kind: str
    url: str
    timeout: float
    profile: str = "driving"


class RoutingServerError(Exception):
    """No table of travel times; the text is the reason, in the user's language."""


class _Request(NamedTuple):
    url: str
    data: bytes | None = None


class _Block(NamedTuple):
    """A part of the table: so many sources and targets, beginning at ``row`` and ``column``."""

    row: int
    column: int
    sources: list[Place]
    targets: list[Place]


class _Dialect(NamedTuple):
    """How one kind of server is asked, and where the seconds stand in its answer."""

    blocks: Callable[[list[Place], list[Place]], Iterable[_Block]]
    request: Callable[[Server, _Block], _Request]
    seconds: Callable[[Any], Any]


def minutes(server: Server, sources: Sequence[Place], targets: Sequence[Place]) -> Minutes:
    """Minutes from each source to each target, rounded up; None where there is no way.

    Large tables are asked for in parts. Both directions of a way are kept as the server tells
    them; from a place to itself it is always 0.

    Raises:
        RoutingServerError: The server cannot be reached, is too slow, refuses, or answers nonsense.
    """
    dialect = _dialect(server)
    if not (sources and targets):
        return [[] for _place in sources]
    starts, ends = ([_rounded(place) for place in places] for places in (sources, targets))
    rows, columns = list(dict.fromkeys(starts)), list(dict.fromkeys(ends))
    table: Minutes = [[None] * len(columns) for _place in rows]
    until = time.monotonic() + WAITS * server.timeout
    for block in dialect.blocks(rows, columns):
        answer = _asked(server, dialect.request(server, block), until)
        for row, line in enumerate(_checked(dialect.seconds(answer), block), block.row):
            table[row][block.column : block.column + len(line)] = line
    row_of, column_of = ({place: i for i, place in enumerate(kept)} for kept in (rows, columns))
    return [
        [0 if start == end else table[row_of[start]][column_of[end]] for end in ends]
        for start in starts
    ]


def _rounded(place: Place) -> Place:
    """To the decimals that are sent: 0.1 m."""
    return Place(round(place.lat, 6), round(place.lon, 6))


def _dialect(server: Server) -> _Dialect:
    if server.kind not in _DIALECTS:
        raise RoutingServerError(
            _('"{kind}" is no kind of routing server: it is osrm or valhalla').format(
                kind=_line(server.kind)
            )
        )
    return _DIALECTS[server.kind]


# --- OSRM


def _osrm_blocks(sources: list[Place], targets: list[Place]) -> Iterable[_Block]:
    """As few as possible: a place that is source and target counts once."""
    if len({*sources, *targets}) <= OSRM_PLACES:
        return [_Block(0, 0, sources, targets)]
    columns = min(len(targets), OSRM_PLACES - min(len(sources), OSRM_PLACES // 2))
    return _split(sources, targets, OSRM_PLACES - columns, columns)


def _osrm_request(server: Server, block: _Block) -> _Request:
    from urllib.parse import quote

    number = {place: i for i, place in enumerate(dict.fromkeys(block.sources + block.targets))}
    path = ";".join(f"{place.lon:.6f},{place.lat:.6f}" for place in number)
    sources, targets = (
        ";".join(str(number[place]) for place in places)
        for places in (block.sources, block.targets)
    )
    query = f"sources={sources}&destinations={targets}&annotations=duration"
    return _Request(
        _address(server.url, f"/table/v1/{quote(server.profile, safe='')}/{path}", query)
    )


def _osrm_seconds(answer: Any) -> Any:
    if not isinstance(answer, dict):
        return None
    if (code := answer.get("code")) != "Ok":
        raise RoutingServerError(
            _("it gives no table: {reason}").format(reason=_said(answer) or _line(str(code)))
        )
    return answer.get("durations")


# --- Valhalla


def _valhalla_blocks(sources: list[Place], targets: list[Place]) -> Iterable[_Block]:
    return _split(sources, targets, VALHALLA_SIDE, VALHALLA_SIDE)


def _valhalla_request(server: Server, block: _Block) -> _Request:
    import json

    wanted = {
        "sources": [place._asdict() for place in block.sources],
        "targets": [place._asdict() for place in block.targets],
        "costing": "auto" if server.profile == "driving" else server.profile,
        "verbose": False,  # much shorter; older servers do not know it and answer at length
    }
    return _Request(_address(server.url, "/sources_to_targets"), json.dumps(wanted).encode())


def _valhalla_seconds(answer: Any) -> Any:
    """The short answer as it stands, the long one without distances and headings."""
    table = answer.get("sources_to_targets") if isinstance(answer, dict) else None
    if isinstance(table, dict):
        return table.get("durations")
    if not isinstance(table, list):
        return None
    return [[_time(cell) for cell in row] if isinstance(row, list) else None for row in table]


def _time(cell: Any) -> Any:
    return cell.get("time", "") if isinstance(cell, dict) else ""


_DIALECTS = {
    "osrm": _Dialect(_osrm_blocks, _osrm_request, _osrm_seconds),
    "valhalla": _Dialect(_valhalla_blocks, _valhalla_request, _valhalla_seconds),
}

# --- the table


def _split(sources: list[Place], targets: list[Place], rows: int, columns: int) -> Iterator[_Block]:
    for row in range(0, len(sources), rows):
        for column in range(0, len(targets), columns):
            yield _Block(row, column, sources[row : row + rows], targets[column : column + columns])


def _checked(seconds: Any, block: _Block) -> Minutes:
    """The seconds of a block as minutes; anything but a full table of times is refused."""
    if not _is_list(seconds, len(block.sources)):
        raise _no_table(block)
    if not all(_is_list(row, len(block.targets)) for row in seconds):
        raise _no_table(block)
    if not all(cell is None or _is_time(cell) for row in seconds for cell in row):
        raise _no_table(block)
    return [[None if cell is None else math.ceil(cell / 60) for cell in row] for row in seconds]


def _is_list(value: Any, length: int) -> bool:
    return isinstance(value, list) and len(value) == length


def _is_time(value: Any) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and 0 <= value <= LONGEST_S  # which nan is not


def _no_table(block: _Block) -> RoutingServerError:
    return RoutingServerError(
        _("its answer is no table of {rows} × {columns} travel times").format(
            rows=len(block.sources), columns=len(block.targets)
        )
    )


# --- the way there and back


def _address(url: str, path: str, query: str = "") -> str:
    """The server's address with ours behind it; a query of its own (a key) stays."""
    from urllib.parse import urlsplit, urlunsplit

    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or "@" in parts.netloc:
        raise RoutingServerError(
            _('"{url}" is no address of a server, as http://localhost:5000').format(url=_line(url))
        )
    whole = "&".join(filter(None, (query, parts.query)))
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + path, whole, ""))


def _asked(server: Server, request: _Request, until: float) -> Any:
    """The JSON of one answer; ``until`` is when the whole table must be there."""
    from http.client import HTTPException

    end = min(until, time.monotonic() + server.timeout)
    try:
        status, reason, body = _fetched(request, end)
    except (OSError, HTTPException, ValueError) as error:
        raise _unreached(error, server, until) from error
    if status != 200:
        said = _words(body) or _line(reason) or "?"
        raise RoutingServerError(
            _("it answers {status}: {reason}").format(status=status, reason=said)
        )
    return _parsed(body)


def _fetched(request: _Request, end: float) -> tuple[int, str, bytes]:
    """Status, its words and the body; a few redirections are followed."""
    from urllib.parse import urljoin, urlsplit
    from urllib.request import Request

    opener = _opener(end)
    headers = {"User-Agent": f"salescli/{__version__}", "Accept": "application/json"}
    if request.data is not None:
        headers["Content-Type"] = "application/json"
    url = request.url
    for _hop in range(HOPS):
        asked = Request(url, request.data, headers)  # noqa: S310 -- http and https, see _opener
        with opener.open(asked, timeout=_left(end)) as response:
            body = response.read(BODY_MB * 1_000_000 + 1)
            status, reason, location = (
                response.status,
                response.reason,
                response.headers["Location"],
            )
        if len(body) > BODY_MB * 1_000_000:
            raise RoutingServerError(_("its answer is longer than {mb} MB").format(mb=BODY_MB))
        if status not in MOVED or not location:
            return status, reason, body
        further = urljoin(url, location)
        allowed = {"https", urlsplit(url).scheme}  # never back from https to http
        if urlsplit(further).scheme not in allowed:
            raise _sent_away(further)
        url = further
    raise _sent_away(url)


def _sent_away(url: str) -> RoutingServerError:
    return RoutingServerError(
        _("it redirects to {url}, which is not followed").format(url=_line(url))
    )


def _parsed(body: bytes) -> Any:
    import json

    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RoutingServerError(_("its answer is not JSON")) from error


def _words(body: bytes) -> str:
    """What a refusal says, when it is JSON; a web page has nothing to show."""
    try:
        return _said(_parsed(body))
    except RoutingServerError:
        return ""


def _said(answer: Any) -> str:
    """The server's own words about what went wrong."""
    told = answer if isinstance(answer, dict) else {}
    words = (told.get(key) for key in ("message", "error"))
    return next((_line(text) for text in words if isinstance(text, str) and text.strip()), "")


def _line(text: str) -> str:
    """Foreign words as they may stand in a note: one short line."""
    shown = " ".join(visible(text[: 4 * SHOWN], newline=False).split())
    return shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"


def _unreached(error: Exception, server: Server, until: float) -> RoutingServerError:
    cause = getattr(error, "reason", error)  # what a URLError wraps
    if isinstance(cause, TimeoutError):
        whole = time.monotonic() >= until
        seconds = f"{server.timeout * (WAITS if whole else 1):g}"
        if whole:
            return RoutingServerError(
                _("the whole table takes longer than {seconds} s").format(seconds=seconds)
            )
        return RoutingServerError(_("no answer within {seconds} s").format(seconds=seconds))
    if isinstance(cause, ConnectionRefusedError):
        return RoutingServerError(_("{url} refuses the connection").format(url=_line(server.url)))
    words = (isinstance(cause, OSError) and cause.strerror) or str(cause) or type(cause).__name__
    return RoutingServerError(_("the connection fails: {reason}").format(reason=_line(words)))


def _left(end: float) -> float:
    """Seconds until then."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Punctual(io.RawIOBase):
    """What comes in through a socket, until a moment; a trickle does not prolong it."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase, end: float) -> None:
        self.sock = sock
        self.raw = raw
        self.end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self.sock.settimeout(_left(self.end))
        return self.raw.readinto(buffer)

    def close(self) -> None:
        self.raw.close()
        super().close()


def _opener(end: float) -> OpenerDirector:
    """HTTP and HTTPS and nothing else; every status and redirection comes back to us.

    The environment's proxies are asked as urllib does, but never for this very machine.
    """
    import urllib.request
    from http.client import HTTPResponse

    class Response(HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
            super().__init__(sock, *args, **options)
            raw = self.fp.detach()  # `makefile` buffers
            self.fp = io.BufferedReader(_Punctual(sock, raw, end))

    class Proxies(urllib.request.ProxyHandler):
        def proxy_open(self, req: Any, proxy: str, type: str) -> Any:  # noqa: A002 -- urllib's
            return None if _is_here(req.host) else super().proxy_open(req, proxy, type)

    class Timed(urllib.request.AbstractHTTPHandler):
        def do_open(self, http_class: Any, req: Any, **options: Any) -> Any:
            def connection(host: str, **details: Any) -> Any:
                made = http_class(host, **details | {"timeout": _left(end)})
                made.response_class = Response
                return made

            return super().do_open(connection, req, **options)

    class Http(Timed, urllib.request.HTTPHandler):
        pass

    class Https(Timed, urllib.request.HTTPSHandler):
        pass

    opener = urllib.request.OpenerDirector()
    for handler in (Proxies(), Http(), Https(), urllib.request.UnknownHandler()):
        opener.add_handler(handler)
    return opener


def _is_here(host: str) -> bool:
    """Whether it is this machine, with or without a port behind it."""
    from ipaddress import ip_address
    from urllib.parse import urlsplit

    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
