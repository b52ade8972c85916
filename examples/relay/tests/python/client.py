"""Sends documents through the proxy, and compares every byte: client.py ADDRESS."""

import pathlib
import sys

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "relay.proto")
channel = grpc.insecure_channel(sys.argv[1])
stub = services.ArchiveStub(channel)
put = channel.unary_unary("/relay.Archive/Put")
put_all = channel.stream_unary("/relay.Archive/PutAll")
find = channel.unary_stream("/relay.Archive/Find")
sync = channel.stream_stream("/relay.Archive/Sync")

# What the proxy adds: the field 1, a header with the field 1, "relay".
ADDED = b"\x0a\x07\x0a\x05relay"


def document(name, size):
    encoded = messages.Document(
        header=messages.Header(via=["client"]),
        name=name,
        sections=[messages.Section(title="one", content=b"x" * size)],
        labels={"lang": "en"},
    ).SerializeToString()
    # The proxy knows neither the field 1000 nor the group 1001. The name has come before, and a
    # varint is longer than it must be.
    unknown = b"\xc0\x3e\x81\x80\x00" + b"\xcb\x3e\x08\x01\xcc\x3e"
    return unknown + b"\x12\x03old" + encoded


def check(receipt, count):
    receipt = messages.Receipt.FromString(receipt)
    assert receipt.count == count, receipt
    assert receipt.header.via == ["relay"], receipt


small, large = document("small", 10), document("large", 1 << 20)

for sent in (small, large):
    answer = put(sent)
    check(answer, 1)
    # The receipt has the bytes that the archive has received.
    assert sent + ADDED in answer
    assert answer.endswith(ADDED)

answer = put_all(iter([small, large]))
check(answer, 2)
assert large + ADDED in answer

both_ways = [sent + ADDED + ADDED for sent in (small, large)]
assert list(sync(iter([small, large]))) == both_ways

found = list(find(messages.Query(name="").SerializeToString()))
assert found == [sent + ADDED + ADDED for sent in (small, large, small, large, small, large)]

for kept in stub.Find(messages.Query(name="small")):
    assert kept.header.via == ["client", "relay", "relay"], kept
    if kept.name == "small":
        assert kept.labels == {"lang": "en"} and kept.sections[0].content == b"x" * 10
