"""Python's client of each promise: client.py TOPIC ADDRESS [WORD...].

It fails if the promise is not kept.
"""

import pathlib
import queue
import sys
import time

import grpc
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)
from grpc_status import rpc_status

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "echo.proto")
topic, address, *words = sys.argv[1:]


def refused(call, *codes):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() in codes, error
        return error
    raise AssertionError("the call was not refused")


def say(stub, text, **more):
    reply = stub.Say(messages.Text(text=text), timeout=30, **more)
    assert reply.text == text, reply
    return reply


def tls():
    authority, *identity = [pathlib.Path(word).read_bytes() for word in words]
    options = [("grpc.ssl_target_name_override", "localhost")]

    def stub(key=None, certificate=None):
        credentials = grpc.ssl_channel_credentials(authority, key, certificate)
        return services.EchoStub(grpc.secure_channel(address, credentials, options))

    if identity:
        certificate, key = identity
        assert (
            stub(key, certificate).Say(messages.Text(text="me"), timeout=30).text
            == "me, between friends"
        )
        refused(
            lambda: stub().Say(messages.Text(text="me"), timeout=30), grpc.StatusCode.UNAVAILABLE
        )
    else:
        assert stub().Say(messages.Text(text="me"), timeout=30).text == "me, stranger"
    refused(
        lambda: say(services.EchoStub(grpc.insecure_channel(address)), "plain"),
        grpc.StatusCode.UNAVAILABLE,
    )


def auth(stub, token):
    refused(lambda: say(stub, "no token"), grpc.StatusCode.UNAUTHENTICATED)
    refused(
        lambda: say(stub, "wrong", metadata=[("authorization", "Bearer wrong")]),
        grpc.StatusCode.UNAUTHENTICATED,
    )
    say(stub, "it is me", metadata=[("authorization", f"Bearer {token}")])


def metadata(stub):
    sent = [("trace", "abc"), ("trace", "def"), ("trace-bin", b"\0\1\xff")]
    reply, call = stub.Say.with_call(messages.Text(text="x"), metadata=sent, timeout=30)
    got = [(key, value) for key, value in call.initial_metadata() if key.startswith("trace")]
    assert got == sent, got
    texts = stub.Repeat(messages.RepeatRequest(times=1), timeout=30)
    assert next(texts).text == ""
    refused(lambda: next(texts), grpc.StatusCode.OUT_OF_RANGE)
    assert ("summary", "1 text") in [
        tuple(item) for item in texts.trailing_metadata()
    ], texts.trailing_metadata()


def deadline(stub):
    start = time.monotonic()
    texts = stub.Repeat(messages.RepeatRequest(text="tick", interval_ms=50), timeout=1)
    assert next(texts).text == "tick"
    refused(lambda: list(texts), grpc.StatusCode.DEADLINE_EXCEEDED)
    assert time.monotonic() - start < 5


def running(stub, expected):
    """Waits until so many streams are running on the server."""
    for _ in range(200):
        if stub.Say(messages.Text(), timeout=30).text == expected:
            return
        time.sleep(0.05)
    raise AssertionError("the server works for " + stub.Say(messages.Text(), timeout=30).text)


def keepalive(stub):
    for text in stub.Repeat(messages.RepeatRequest(text="on", interval_ms=10)):
        print("started", flush=True)


def cancellation(stub):
    endless = stub.Repeat(messages.RepeatRequest(text="on", interval_ms=10))
    next(endless)
    said = queue.Queue()
    talk = stub.Talk(iter(said.get, None))
    said.put(messages.Text(text="hello?"))
    assert next(talk).text == "hello?"

    running(stub, "2")
    endless.cancel()
    talk.cancel()
    said.put(None)
    running(stub, "0")


def compression():
    for encoding in grpc.Compression.Gzip, grpc.Compression.Deflate, grpc.Compression.NoCompression:
        stub = services.EchoStub(grpc.insecure_channel(address, compression=encoding))
        say(stub, "over and over " * 10_000)
        # The call asks for compression, whatever the channel does.
        say(stub, "over and over " * 10_000, compression=grpc.Compression.Gzip)
        say(stub, "short")


def limits(stub):
    too_long = grpc.StatusCode.OUT_OF_RANGE, grpc.StatusCode.RESOURCE_EXHAUSTED
    refused(lambda: say(stub, "x" * 128 * 1024), *too_long)
    say(stub, "x" * 32 * 1024)
    start = time.monotonic()
    calls = [
        stub.Repeat(messages.RepeatRequest(text="x", times=1, interval_ms=50), timeout=30)
        for _ in range(12)
    ]
    assert all([text.text for text in call] == ["x"] for call in calls)
    assert time.monotonic() - start >= 0.15, "more than four calls at a time"


def balance():
    # The default authority would be the whole list.
    options = [("grpc.lb_policy_name", "round_robin"), ("grpc.default_authority", "localhost")]
    channel = grpc.insecure_channel("ipv4:" + address, options)
    stub = services.EchoStub(channel)
    # The first server that is connected gets all calls until the others are connected, too.
    expected, names, start = set(address.split(",")), set(), time.monotonic()
    while names != expected and time.monotonic() - start < 30:
        names.add(stub.Say(messages.Text(text="?"), timeout=30, wait_for_ready=True).text)
    assert names == expected, names


def errors(stub):
    error = refused(lambda: say(stub, ""), grpc.StatusCode.INVALID_ARGUMENT)
    status = rpc_status.from_call(error)
    bad, help_ = error_details_pb2.BadRequest(), error_details_pb2.Help()
    assert status.details[0].Unpack(bad) or status.details[1].Unpack(bad)
    assert [violation.field for violation in bad.field_violations] == ["text"], bad
    assert (
        any(detail.Unpack(help_) for detail in status.details)
        and help_.links[0].description == "what to say"
    )


def several(stub, channel):
    say(stub, "one")
    assert (
        services.ClockStub(channel).Uptime(messages.UptimeRequest(), timeout=30).milliseconds >= 0
    )
    checks = health_pb2_grpc.HealthStub(channel)

    def status(name):
        return checks.Check(health_pb2.HealthCheckRequest(service=name), timeout=30).status

    response = health_pb2.HealthCheckResponse
    assert status("promises.Echo") == response.SERVING
    assert status("promises.Clock") == response.NOT_SERVING
    refused(lambda: status("promises.Missing"), grpc.StatusCode.NOT_FOUND)
    watched = checks.Watch(health_pb2.HealthCheckRequest(service="promises.Echo"), timeout=30)
    assert next(watched).status == response.SERVING
    watched.cancel()
    found = ProtoReflectionDescriptorDatabase(channel)
    assert {"promises.Echo", "promises.Clock"} <= set(found.get_services()), found.get_services()
    assert [
        message.name for message in found.FindFileContainingSymbol("promises.Text").message_type
    ][0] == "Text"


if topic == "tls":
    tls()
elif topic == "compression":
    compression()
elif topic == "balance":
    balance()
else:
    # The default authority would be the percent-encoded path, which Rust's HTTP/2 does not accept
    # as the name of a host.
    if topic == "unix":
        channel = grpc.insecure_channel(
            f"unix:{address}", [("grpc.default_authority", "localhost")]
        )
    else:
        channel = grpc.insecure_channel(address)
    stub = services.EchoStub(channel)
    if topic == "unix":
        say(stub, "from next door")
    elif topic == "services":
        several(stub, channel)
    else:
        globals()[topic](stub, *words)
print("ok")
