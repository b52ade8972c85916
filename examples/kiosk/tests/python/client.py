"""Python calls a kiosk: client.py ADDRESS."""

import pathlib
import sys

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "kiosk.proto")
PATIENCE = 30

channel = grpc.insecure_channel(sys.argv[1])
kiosk = services.KioskStub(channel)


def order(paper, count):
    return messages.Order(paper=paper, count=count)


def code_of(call):
    """The status code that a failing call fails with."""
    try:
        answer = call()
    except grpc.RpcError as error:
        return error.code()
    raise AssertionError(f"should have failed, but answered {answer}")


answer, call = kiosk.Price.with_call(order("Times", 2), timeout=PATIENCE)
assert answer.cents == 240, answer
assert ("kiosk", "rust") in call.initial_metadata(), call.initial_metadata()
assert ("sold", "no") in call.trailing_metadata(), call.trailing_metadata()
code = code_of(lambda: kiosk.Price(order("Unknown", 1), timeout=PATIENCE))
assert code == grpc.StatusCode.NOT_FOUND, code

receipt = kiosk.Buy(iter([order("Times", 1), order("Post", 2)]), timeout=PATIENCE)
assert (receipt.cents, receipt.papers) == (300, 3), receipt
code = code_of(lambda: kiosk.Buy(iter([order("Times", 0)]), timeout=PATIENCE))
assert code == grpc.StatusCode.INVALID_ARGUMENT, code

watch = kiosk.Watch(order("Post", 3), timeout=PATIENCE)
assert [money.cents for money in watch] == [90, 180, 270]
assert ("prices", "3") in watch.trailing_metadata(), watch.trailing_metadata()
code = code_of(lambda: list(kiosk.Watch(order("Unknown", 3), timeout=PATIENCE)))
assert code == grpc.StatusCode.NOT_FOUND, code
endless = kiosk.Watch(order("Post", 0), timeout=PATIENCE)
assert next(endless).cents == 90
endless.cancel()

offers = [messages.Money(cents=cents) for cents in (10, 30, 50)]
asked = [money.cents for money in kiosk.Haggle(iter(offers), timeout=PATIENCE)]
assert asked == [80, 60, 50], asked
