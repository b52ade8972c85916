"""Sets and watches: client.py ADDRESS."""

import pathlib
import sys
import time

import grpc
from google.protobuf import duration_pb2, empty_pb2

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "admin.proto")
stub = services.AdminStub(grpc.insecure_channel(sys.argv[1]))


def watch(seconds):
    interval = duration_pb2.Duration(seconds=int(seconds), nanos=int(seconds % 1 * 1e9))
    return stub.WatchStatus(messages.WatchRequest(interval=interval), timeout=30)


def refused(code, call):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, error
    else:
        raise AssertionError("it was taken")


assert stub.GetConfig(empty_pb2.Empty(), timeout=30) == messages.Config()

# The interval is longer than this test, so each status arrives because something has changed.
slow = watch(3600)
assert next(slow).config.version == 0
changed = stub.SetConfig(
    messages.Config(version=0, rate_limit=7, log_level=messages.LOG_LEVEL_DEBUG), timeout=30
)
assert changed.version == 1
assert next(slow).config == changed
refused(grpc.StatusCode.ABORTED, lambda: stub.SetConfig(messages.Config(version=0), timeout=30))
refused(
    grpc.StatusCode.INVALID_ARGUMENT,
    lambda: stub.SetConfig(messages.Config(version=1, log_level=99), timeout=30),
)
assert stub.GetConfig(empty_pb2.Empty(), timeout=30) == changed

quick = watch(0.02)
statuses = [next(quick) for _ in range(5)]
assert statuses[-1].watchers == 2, statuses[-1]
assert statuses[0].uptime.ToNanoseconds() < statuses[-1].uptime.ToNanoseconds()
slow.cancel()
for status in quick:
    if status.watchers == 1:
        break
quick.cancel()
refused(grpc.StatusCode.INVALID_ARGUMENT, lambda: next(watch(0)))
