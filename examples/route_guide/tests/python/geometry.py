"""The places and the arithmetic of the guide. Rust has its own, so each side checks the other."""

import math
import pathlib

import stubs

ROOT = pathlib.Path(__file__).parents[2]
messages, services = stubs.generate(ROOT / "proto" / "route_guide.proto")


def point(latitude, longitude):
    return messages.Point(latitude=latitude, longitude=longitude)


def _place(line):
    latitude, longitude, name = line.split(",", 2)
    return messages.Feature(name=name, location=point(int(latitude), int(longitude)))


_LINES = (ROOT / "data" / "places.csv").read_text(encoding="utf-8").splitlines()
PLACES = [_place(line) for line in _LINES if not line.startswith("#")]


def inside(area):
    south, north = sorted([area.lo.latitude, area.hi.latitude])
    west, east = sorted([area.lo.longitude, area.hi.longitude])
    return [
        place
        for place in PLACES
        if south <= place.location.latitude <= north and west <= place.location.longitude <= east
    ]


def metres(a, b):
    lat_a, lat_b = math.radians(a.latitude * 1e-7), math.radians(b.latitude * 1e-7)
    lon = math.radians((b.longitude - a.longitude) * 1e-7)
    # The spherical law of cosines in its stable form; the Rust side uses the haversine formula.
    y = math.hypot(
        math.cos(lat_b) * math.sin(lon),
        math.cos(lat_a) * math.sin(lat_b) - math.sin(lat_a) * math.cos(lat_b) * math.cos(lon),
    )
    x = math.sin(lat_a) * math.sin(lat_b) + math.cos(lat_a) * math.cos(lat_b) * math.cos(lon)
    return 6_371_000 * math.atan2(y, x)


def summary(points):
    known = {(place.location.latitude, place.location.longitude) for place in PLACES}
    return messages.RouteSummary(
        point_count=len(points),
        feature_count=sum((p.latitude, p.longitude) in known for p in points),
        distance=round(sum(metres(a, b) for a, b in zip(points, points[1:]))),
    )
