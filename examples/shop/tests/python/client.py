"""Orders: client.py ADDRESS CASE."""

import pathlib
import sys

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "shop.proto")
address, case = sys.argv[1:]
stub = services.OrdersStub(grpc.insecure_channel(address))


def place(*items, timeout=30):
    return stub.Place(
        (messages.Item(article=article, count=count) for article, count in items), timeout=timeout
    )


def refused(code, *items, timeout=30):
    try:
        place(*items, timeout=timeout)
    except grpc.RpcError as error:
        assert error.code() == code, error
    else:
        raise AssertionError("the order was taken")


if case == "order":
    receipt = place(("apple", 5), ("bread", 1))
    assert receipt.total == 550, receipt
    assert [(position.item.article, position.cents) for position in receipt.positions] == [
        ("apple", 200),
        ("bread", 350),
    ]
    assert place().total == 0
    refused(grpc.StatusCode.NOT_FOUND, ("apple", 1), ("gold", 1))
elif case == "no_prices":
    refused(grpc.StatusCode.UNAVAILABLE, ("apple", 1))
elif case == "deadline":
    refused(grpc.StatusCode.DEADLINE_EXCEEDED, ("saffron", 1), timeout=0.5)
