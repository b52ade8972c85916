"""The Greeter of the Python quick start: server.py [--delay SECONDS] [--unimplemented]."""

import argparse
import concurrent.futures
import pathlib
import signal
import time

import grpc

import stubs

messages, services = stubs.generate(
    pathlib.Path(__file__).parents[3] / "greeter" / "proto" / "greeter.proto"
)

parser = argparse.ArgumentParser()
parser.add_argument("--delay", type=float, default=0)
parser.add_argument("--unimplemented", action="store_true")
arguments = parser.parse_args()


class Greeter(services.GreeterServicer):
    def SayHello(self, request, context):
        left = context.time_remaining()
        print(
            "a call with no deadline" if left is None else f"a call with {left:.1f} s left",
            flush=True,
        )
        time.sleep(arguments.delay)
        return messages.HelloReply(message=f"Hello, {request.name}!")


server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=10))
# The base class answers every method with UNIMPLEMENTED.
services.add_GreeterServicer_to_server(
    services.GreeterServicer() if arguments.unimplemented else Greeter(), server
)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
signal.signal(signal.SIGTERM, lambda *_: server.stop(grace=30))
print(f"listening on 127.0.0.1:{port}", flush=True)
server.wait_for_termination()
