"""Python calls a vault whose interceptors check roles and give ids: client.py ADDRESS."""

import pathlib
import sys
import threading

import grpc

import stubs

messages, services = stubs.generate(pathlib.Path(__file__).parents[2] / "proto" / "vault.proto")
channel = grpc.insecure_channel(sys.argv[1])
vault = services.VaultStub(channel)
PATIENCE = 30
ID = "x-request-id"


def metadata(token, request_id):
    return [("authorization", f"Bearer {token}"), (ID, request_id)]


def failed(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("should have failed")


secret = messages.Secret(key="database", value="hush")

# Without a token and an id: the server makes an id.
error = failed(lambda: vault.Store(secret, timeout=PATIENCE))
assert error.code() == grpc.StatusCode.UNAUTHENTICATED, error
assert dict(error.trailing_metadata())[ID] == "server-1", error.trailing_metadata()

# With both.
reply, call = vault.Store.with_call(
    secret, timeout=PATIENCE, metadata=metadata("t-1", "python-7")
)
assert reply.count == 1, reply
assert dict(call.initial_metadata())[ID] == "python-7", call.initial_metadata()

# A stream of compressed messages, which the interceptors read.
reply, call = vault.Import.with_call(
    (messages.Secret(key="k" * 50 + str(i), value="hush" * 1000) for i in range(3)),
    timeout=PATIENCE,
    metadata=metadata("t-1", "python-8"),
    compression=grpc.Compression.Gzip,
)
assert reply.count == 3, reply
assert dict(call.initial_metadata())[ID] == "python-8", call.initial_metadata()

# The role is missing.
error = failed(
    lambda: vault.Store(secret, timeout=PATIENCE, metadata=metadata("t-2", "python-9"))
)
assert error.code() == grpc.StatusCode.PERMISSION_DENIED, error
assert error.details() == "the role `writer` is missing", error
assert dict(error.trailing_metadata())[ID] == "python-9", error.trailing_metadata()
reply = vault.Open(
    messages.Key(key="database"), timeout=PATIENCE, metadata=metadata("t-2", "python-2")
)
assert reply.value == "hush", reply

# A stream of responses, for everyone.
keys = [key.key for key in vault.List(messages.ListRequest(), timeout=PATIENCE)]
assert keys[0] == "database" and len(keys) == 4, keys

# A call that the client gives up.
sent = threading.Event()


def endless():
    yield secret
    sent.set()
    threading.Event().wait(PATIENCE)


call = vault.Import.future(endless(), timeout=PATIENCE, metadata=metadata("t-1", "python-10"))
assert sent.wait(PATIENCE)
call.cancel()
