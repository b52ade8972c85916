"""A call that takes a second: slow.py ADDRESS."""

import pathlib
import sys

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "echo.proto")
with grpc.insecure_channel(sys.argv[1]) as channel:
    texts = services.EchoStub(channel).Repeat(
        messages.RepeatRequest(text="x", times=5, interval_ms=200), timeout=30
    )
    next(texts)
    print("started", flush=True)
    assert len(list(texts)) == 4
