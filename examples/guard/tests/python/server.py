"""A vault in Python, which prints the ids and the tokens of its calls."""

import concurrent.futures
import pathlib
import signal

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "vault.proto")


def log(context, method):
    metadata = dict(context.invocation_metadata())
    print(metadata["x-request-id"], metadata["authorization"], method, flush=True)


class Vault(services.VaultServicer):
    def __init__(self):
        self.secrets = {}

    def Import(self, requests, context):
        log(context, "Import")
        count = 0
        for secret in requests:
            self.secrets[secret.key] = secret.value
            count += 1
        return messages.Stored(count=count)

    def Open(self, request, context):
        log(context, "Open")
        if request.key not in self.secrets:
            context.abort(grpc.StatusCode.NOT_FOUND, f"{request.key} is not there")
        return messages.Secret(key=request.key, value=self.secrets[request.key])

    def List(self, request, context):
        log(context, "List")
        for key in sorted(self.secrets):
            yield messages.Key(key=key)


server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=4))
services.add_VaultServicer_to_server(Vault(), server)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
signal.signal(signal.SIGTERM, lambda *_: server.stop(grace=1))
print(f"listening on 127.0.0.1:{port}", flush=True)
server.wait_for_termination()
