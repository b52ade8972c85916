"""Python calls a RouteGuide: client.py ADDRESS CASE."""

import queue
import sys

import grpc

from geometry import PLACES, inside, messages, point, services, summary

channel = grpc.insecure_channel(sys.argv[1])
guide = services.RouteGuideStub(channel)
PATIENCE = 30
EVERYWHERE = messages.Rectangle(lo=point(-900000000, -1800000000), hi=point(900000000, 1800000000))


def unary():
    for place in PLACES:
        assert guide.GetFeature(place.location, timeout=PATIENCE) == place
    nowhere = point(-123, 456)
    assert guide.GetFeature(nowhere, timeout=PATIENCE) == messages.Feature(location=nowhere)


def server_streaming():
    empty = messages.Rectangle(lo=point(1, 1), hi=point(2, 2))
    one = messages.Rectangle(lo=PLACES[7].location, hi=PLACES[7].location)
    # The corners are north-west and south-east, in the order that a careless comparison gets wrong.
    some = messages.Rectangle(lo=point(474000000, -316000000), hi=point(470000000, -312000000))
    for area, count in [(EVERYWHERE, 332), (empty, 0), (one, 1), (some, None)]:
        features = list(guide.ListFeatures(area, timeout=PATIENCE))
        assert features == inside(area), area
        assert len(features) == count if count is not None else 10 < len(features) < 332, len(
            features
        )
    try:
        list(guide.ListFeatures(messages.Rectangle(lo=point(1, 1)), timeout=PATIENCE))
        raise AssertionError("a rectangle with one corner was taken")
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.INVALID_ARGUMENT, error
        assert error.details() == "a rectangle has two corners, `lo` and `hi`", error


def client_streaming():
    everywhere = [place.location for place in PLACES]
    for points in [
        [],
        everywhere[:1],
        [point(0, 0), point(0, 900000000)],
        everywhere,
        everywhere * 30,
    ]:
        answer = guide.RecordRoute(iter(points), timeout=PATIENCE)
        expected = summary(points)
        # Two formulas for the distance may round differently.
        assert abs(answer.distance - expected.distance) <= 1 + expected.distance / 1e6, (
            answer,
            expected,
        )
        assert (answer.point_count, answer.feature_count) == (
            expected.point_count,
            expected.feature_count,
        ), answer


def bidi_streaming():
    """Each note waits for the answers to the note before, so both sides must send at once."""
    outbox = queue.SimpleQueue()
    replies = guide.RouteChat(iter(outbox.get, None), timeout=PATIENCE)
    here, there = point(1, 2), point(3, 4)
    left = []
    for i, where in enumerate([here, there, here, here, there, here]):
        note = messages.RouteNote(location=where, message=f"note {i} 🦀")
        outbox.put(note)
        for expected in [earlier for earlier in left if earlier.location == where]:
            assert next(replies) == expected
        left.append(note)
    outbox.put(None)
    assert list(replies) == []
    assert replies.code() == grpc.StatusCode.OK


def cancel():
    features = guide.ListFeatures(EVERYWHERE, timeout=PATIENCE)
    assert [next(features) for _ in range(3)] == PLACES[:3]
    features.cancel()
    assert features.code() == grpc.StatusCode.CANCELLED

    outbox = queue.SimpleQueue()
    replies = guide.RouteChat(iter(outbox.get, None), timeout=PATIENCE)
    note = messages.RouteNote(location=point(5, 6), message="the chat is under way")
    outbox.put(note)
    outbox.put(note)
    assert next(replies) == note
    replies.cancel()
    assert replies.code() == grpc.StatusCode.CANCELLED
    outbox.put(None)

    assert (
        guide.GetFeature(PLACES[0].location, timeout=PATIENCE) == PLACES[0]
    ), "the connection is still good"


CASES = {
    case.__name__: case
    for case in [unary, server_streaming, client_streaming, bidi_streaming, cancel]
}
CASES[sys.argv[2]]()
channel.close()
