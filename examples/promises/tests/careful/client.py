"""Python calls a Greeter: client.py ADDRESS CASE."""

import concurrent.futures
import pathlib
import sys
import time

import grpc

import stubs

messages, services = stubs.generate(
    pathlib.Path(__file__).parents[3] / "greeter" / "proto" / "greeter.proto"
)
ADDRESS = sys.argv[1]
PATIENCE = 30


def connect():
    # Python shares a connection between channels to one address. Some cases need connections of
    # their own.
    channel = grpc.insecure_channel(ADDRESS, options=[("grpc.use_local_subchannel_pool", 1)])
    grpc.channel_ready_future(channel).result(timeout=PATIENCE)
    return channel


def hello(channel, name, timeout=PATIENCE):
    return (
        services.GreeterStub(channel)
        .SayHello(messages.HelloRequest(name=name), timeout=timeout)
        .message
    )


def code_of(call):
    """The status code that a failing call fails with."""
    try:
        answer = call()
    except grpc.RpcError as error:
        return error.code()
    raise AssertionError(f"should have failed, but answered {str(answer)[:100]!r}")


def names():
    channel = connect()
    for name in ["world", "", " ", "Zoë", "日本語", "🦀 and 🐍", "שלום", "a\0b\n", "Hello, !"]:
        assert hello(channel, name) == f"Hello, {name}!", name


def many_at_once():
    """50 calls over 5 connections. The server runs 10 at a time for 0.2 s each: 5 rounds."""
    channels = [connect() for _ in range(5)]
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(max_workers=50) as pool:
        answers = pool.map(lambda i: hello(channels[i % 5], f"caller {i}"), range(50))
        assert list(answers) == [f"Hello, caller {i}!" for i in range(50)]
    took = time.monotonic() - started
    assert took >= 1.0, f"more than 10 calls ran at the same time: all were done after {took} s"


def big():
    channel = connect()
    name = "é" * (3 << 19)  # 3 MiB in UTF-8; gRPC's customary limit is 4 MiB
    assert hello(channel, name) == f"Hello, {name}!"
    code = code_of(lambda: hello(channel, name * 2))
    # The specification says RESOURCE_EXHAUSTED. tonic answers OUT_OF_RANGE.
    assert code in (grpc.StatusCode.OUT_OF_RANGE, grpc.StatusCode.RESOURCE_EXHAUSTED), code
    assert hello(channel, "again") == "Hello, again!", "the connection is still good"


def unimplemented():
    channel = connect()
    for path in [
        "/example.Greeter/SayGoodbye",
        "/example.Greeter/sayHello",
        "/example.Gruesser/SayHello",
        "/Greeter/SayHello",
    ]:
        call = channel.unary_unary(
            path, messages.HelloRequest.SerializeToString, messages.HelloReply.FromString
        )
        code = code_of(lambda: call(messages.HelloRequest(name="no method"), timeout=PATIENCE))
        assert code == grpc.StatusCode.UNIMPLEMENTED, (path, code)


def deadline():
    """More callers than the server runs at a time. Each call takes far longer than they wait."""
    channel = connect()
    with concurrent.futures.ThreadPoolExecutor(max_workers=20) as pool:
        codes = set(
            pool.map(
                lambda i: code_of(lambda: hello(channel, f"caller {i}", timeout=0.3)), range(20)
            )
        )
    # Python's clock gives DEADLINE_EXCEEDED. If the server's clock is first, tonic answers
    # CANCELLED.
    assert codes <= {grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED}, codes


def in_flight():
    """The server is told to stop while this call is on its way."""
    channel = connect()
    call = services.GreeterStub(channel).SayHello.future(
        messages.HelloRequest(name="patience"), timeout=PATIENCE
    )
    print("calling")
    assert call.result().message == "Hello, patience!"
    assert code_of(lambda: hello(channel, "too late")) == grpc.StatusCode.UNAVAILABLE


CASES = {
    case.__name__: case for case in [names, many_at_once, big, unimplemented, deadline, in_flight]
}
CASES[sys.argv[2]]()
