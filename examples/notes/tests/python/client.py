"""Adds and finds notes: client.py ADDRESS CASE."""

import itertools
import pathlib
import sys

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "notes.proto")
address, case = sys.argv[1:]
stub = services.NotesStub(grpc.insecure_channel(address))


def found(**what):
    return [note.text for note in stub.Find(messages.FindRequest(**what), timeout=30)]


if case == "add":
    notes = [
        messages.Note(text="buy milk", tags=["shop", "today"]),
        messages.Note(text="buy a boat"),
        messages.Note(text="100 % sure? 'quoted'; --", tags=["odd"]),
    ]
    assert stub.Add(iter(notes), timeout=30).added == 3
    try:
        stub.Add(
            iter([messages.Note(text="one"), messages.Note(text="two", tags=[""])]), timeout=30
        )
    except grpc.RpcError as error:
        assert error.code() == grpc.StatusCode.INVALID_ARGUMENT, error
elif case == "find":
    assert found() == ["buy milk", "buy a boat", "100 % sure? 'quoted'; --"], found()
    assert found(containing="buy") == ["buy milk", "buy a boat"]
    assert found(containing="buy", limit=1) == ["buy milk"]
    assert found(containing="%") == ["100 % sure? 'quoted'; --"]
    assert found(tag="today") == ["buy milk"]
    assert found(tag="") == []
    assert list(stub.Find(messages.FindRequest(tag="shop"), timeout=30))[0].tags == [
        "shop",
        "today",
    ]
elif case == "many":
    count = 20_000
    assert (
        stub.Add((messages.Note(text=f"number {n}") for n in range(count)), timeout=60).added
        == count
    )
    assert len(found(containing="number")) == count
    # A client that stops reading early.
    notes = stub.Find(messages.FindRequest(containing="number"), timeout=30)
    assert [note.text for note in itertools.islice(notes, 2)] == ["number 0", "number 1"]
    notes.cancel()
    assert found(containing="number 19999") == ["number 19999"]
