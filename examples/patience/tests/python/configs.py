"""Prints whether Python's gRPC accepts each service config: configs.py CONFIG..."""

import sys

import grpc

for config in sys.argv[1:]:
    # Nothing listens there. A channel whose config is not valid does not try to connect.
    with grpc.insecure_channel("127.0.0.1:1", [("grpc.service_config", config)]) as channel:
        try:
            channel.unary_unary("/patience.Flaky/Get")(b"", timeout=5)
        except grpc.RpcError as error:
            refused = error.code() == grpc.StatusCode.INVALID_ARGUMENT
            print("refused" if refused else "accepted")
