"""An archive that does not decode documents. It sees their bytes as they come."""

import concurrent.futures

import grpc

kept = []


def varint(value):
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def receipt(count, document):
    return b"\x12" + varint(len(document)) + document + b"\x18" + varint(count)


def put(document, context):
    kept.append(document)
    return receipt(1, document)


def put_all(documents, context):
    documents = list(documents)
    kept.extend(documents)
    return receipt(len(documents), documents[-1])


def find(query, context):
    yield from kept


def sync(documents, context):
    for document in documents:
        kept.append(document)
        yield document


methods = {
    "Put": grpc.unary_unary_rpc_method_handler(put),
    "PutAll": grpc.stream_unary_rpc_method_handler(put_all),
    "Find": grpc.unary_stream_rpc_method_handler(find),
    "Sync": grpc.stream_stream_rpc_method_handler(sync),
}
server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=4))
server.add_generic_rpc_handlers(
    (grpc.method_handlers_generic_handler("relay.Archive", methods),)
)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(f"listening on 127.0.0.1:{port}", flush=True)
server.wait_for_termination()
