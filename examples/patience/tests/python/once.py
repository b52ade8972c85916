"""Makes one call with Python's gRPC, and prints its status: once.py ADDRESS CONFIG."""

import pathlib
import sys

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "patience.proto")
address, config = sys.argv[1:]
with grpc.insecure_channel(address, [("grpc.service_config", config)]) as channel:
    try:
        services.FlakyStub(channel).Get(messages.Ask(), timeout=20)
        print("OK")
    except grpc.RpcError as error:
        print(error.code().name)
