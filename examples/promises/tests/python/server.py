"""Python's server of each promise: server.py TOPIC [WORD...]."""

import concurrent.futures
import itertools
import pathlib
import sys
import time

import grpc
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection
from grpc_status import rpc_status
from google.protobuf import any_pb2

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "echo.proto")
topic, *words = sys.argv[1:]
running = 0
calls = itertools.count()


class Echo(services.EchoServicer):
    def Say(self, request, context):
        if topic == "metadata":
            sent = context.invocation_metadata()
            context.send_initial_metadata(
                [(key, value) for key, value in sent if key in ("trace", "trace-bin")]
            )
        if topic == "compression" and request.text.startswith("over"):
            # Python's server does not check which compression the client accepts.
            context.set_compression(getattr(grpc.Compression, words[0]))
        if topic == "cancellation":
            return messages.Text(text=str(running))
        if topic == "balance":
            # Some calls fail, and the client must retry them.
            if next(calls) % 3 == 0:
                context.abort(grpc.StatusCode.UNAVAILABLE, "busy")
            return messages.Text(text=words[0])
        if topic == "errors" and not request.text:
            details = [any_pb2.Any(), any_pb2.Any()]
            bad = error_details_pb2.BadRequest(
                field_violations=[{"field": "text", "description": "must not be empty"}]
            )
            details[0].Pack(bad)
            details[1].Pack(
                error_details_pb2.Help(
                    links=[{"description": "what to say", "url": "https://example.com/texts"}]
                )
            )
            status = status_pb2.Status(
                code=grpc.StatusCode.INVALID_ARGUMENT.value[0],
                message="nothing to echo",
                details=details,
            )
            context.abort_with_status(rpc_status.to_status(status))
        if topic == "tls":
            known = context.peer_identities()
            return messages.Text(
                text=f"{request.text}, {'between friends' if known else 'stranger'}"
            )
        return request

    def Repeat(self, request, context):
        global running
        # Clients wait for 0.3 s. The server must know that, also if another server has passed the
        # call on.
        if topic == "deadline" and (
            context.time_remaining() is None or context.time_remaining() > 1
        ):
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, "the call has no deadline")
        running += 1
        try:
            for _ in range(request.times) if request.times else itertools.count():
                time.sleep(request.interval_ms / 1000)
                if not context.is_active():
                    return
                yield messages.Text(text=request.text)
            if topic == "metadata":
                context.set_trailing_metadata([("summary", f"{request.times} text")])
                context.abort(grpc.StatusCode.OUT_OF_RANGE, "that is all")
        finally:
            running -= 1

    def Talk(self, requests, context):
        global running
        running += 1
        try:
            yield from requests
        finally:
            running -= 1


class Clock(services.ClockServicer):
    def Uptime(self, request, context):
        return messages.UptimeReply(milliseconds=1)


class TokenWanted(grpc.ServerInterceptor):
    def intercept_service(self, continuation, details):
        if ("authorization", f"Bearer {words[0]}") in details.invocation_metadata:
            return continuation(details)

        def refuse(request, context):
            context.abort(grpc.StatusCode.UNAUTHENTICATED, "a token is needed")

        return grpc.unary_unary_rpc_method_handler(refuse)


options = {
    "interceptors": [TokenWanted()] if topic == "auth" else [],
    "options": [("grpc.max_receive_message_length", 64 * 1024)] if topic == "limits" else None,
}
server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=10), **options)
services.add_EchoServicer_to_server(Echo(), server)
services.add_ClockServicer_to_server(Clock(), server)
checks = health.HealthServicer()
checks.set("promises.Echo", health_pb2.HealthCheckResponse.SERVING)
health_pb2_grpc.add_HealthServicer_to_server(checks, server)
reflection.enable_server_reflection(["promises.Echo", "promises.Clock"], server)
if topic == "tls":
    certificate, key, *authority = [pathlib.Path(word).read_bytes() for word in words]
    root = authority[0] if authority else None
    credentials = grpc.ssl_server_credentials(
        [(key, certificate)], root, require_client_auth=root is not None
    )
    address = f"127.0.0.1:{server.add_secure_port('127.0.0.1:0', credentials)}"
elif topic == "unix":
    address = words[0]
    server.add_insecure_port(f"unix:{address}")
else:
    address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
server.start()
print(f"listening on {address}", flush=True)
server.wait_for_termination()
