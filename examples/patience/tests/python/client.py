"""Makes the calls of a file with Python's gRPC: client.py ADDRESS SCENARIOS.

It prints a line for each call: what the client got, and what the server has seen.
"""

import pathlib
import sys

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "patience.proto")
address, path = sys.argv[1:]
scenarios = messages.Scenarios.FromString(pathlib.Path(path).read_bytes()).scenarios


def answers(stub, call):
    """Returns the answers of a call, and the status."""
    request = iter(call.asks) if call.method in ("Record", "Talk") else call.asks[0]
    got = []
    try:
        response = getattr(stub, call.method)(
            request, timeout=call.timeout_ms / 1000 if call.timeout_ms else 60
        )
        for answer in response if call.method in ("Watch", "Talk") else [response]:
            got.append(answer.attempt)
        return got, "OK"
    except grpc.RpcError as error:
        return got, error.code().name


plain = services.FlakyStub(grpc.insecure_channel(address))
for scenario in scenarios:
    options = [
        ("grpc.service_config", scenario.config),
        # A subchannel of its own, and not that of another scenario.
        ("grpc.use_local_subchannel_pool", 1),
    ]
    with grpc.insecure_channel(address, options) as channel:
        stub = services.FlakyStub(channel)
        for index, call in enumerate(scenario.calls):
            got, code = answers(stub, call)
            seen = plain.Seen(messages.SeenRequest(call=call.asks[0].call))
            print(
                f"{scenario.name} {index}: {call.method} {got} {code}, attempts {seen.attempts}, "
                f"previous {list(seen.previous)}, requests {seen.requests}, "
                f"deadlines {list(seen.deadlines)}",
                flush=True,
            )
