"""A server that fails on purpose, as the requests say, and counts attempts: server.py."""

import collections
import concurrent.futures
import pathlib
import threading
import time

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "patience.proto")
codes = {code.value[0]: code for code in grpc.StatusCode}
seen = collections.defaultdict(messages.SeenReply)
lock = threading.Lock()


def begin(ask, context):
    """Counts an attempt. Returns its number and its step."""
    metadata = dict(context.invocation_metadata())
    with lock:
        counts = seen[ask.call]
        counts.attempts += 1
        counts.previous.append(metadata.get("grpc-previous-rpc-attempts", ""))
        # Clients give every call a minute, so that none hangs. The scenarios have less.
        counts.deadlines.append(context.time_remaining() < 30)
        attempt = counts.attempts
    step = ask.steps[attempt - 1] if attempt <= len(ask.steps) else messages.Step()
    time.sleep(step.delay_ms / 1000)
    return attempt, step


def begin_stream(asks, context):
    """Begins an attempt with a stream of requests, and reads as many as its step says."""
    first = next(asks)
    attempt, step = begin(first, context)
    read = 1
    while (not step.reads or read < step.reads) and next(asks, None) is not None:
        read += 1
    with lock:
        seen[first.call].requests += read
    return attempt, step


def fail(step, context):
    if step.headers:
        context.send_initial_metadata(())
    if step.code:
        if step.pushback:
            context.set_trailing_metadata([("grpc-retry-pushback-ms", step.pushback)])
        context.abort(codes[step.code], "on purpose")


def unary(attempt, step, context):
    fail(step, context)
    return messages.Answer(attempt=attempt, padding=bytes(step.size))


def stream(attempt, step, context):
    for index in range(step.answers if step.code else 3):
        time.sleep(step.pause_ms / 1000 if index else 0)
        yield messages.Answer(attempt=attempt, padding=bytes(step.size))
    fail(step, context)


class Flaky(services.FlakyServicer):
    def Get(self, ask, context):
        return unary(*begin(ask, context), context)

    Find = Get

    def Watch(self, ask, context):
        yield from stream(*begin(ask, context), context)

    def Record(self, asks, context):
        return unary(*begin_stream(asks, context), context)

    def Talk(self, asks, context):
        yield from stream(*begin_stream(asks, context), context)

    def Seen(self, request, context):
        with lock:
            return seen[request.call]


server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=32))
services.add_FlakyServicer_to_server(Flaky(), server)
print(f"listening on 127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}", flush=True)
server.start()
server.wait_for_termination()
