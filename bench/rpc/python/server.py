"""The unary calls of calls.proto, as grpcio serves them. Arguments: the encoded descriptors."""

import sys
from concurrent import futures

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


def main():
    files = descriptor_pb2.FileDescriptorSet()
    with open(sys.argv[1], "rb") as file:
        files.ParseFromString(file.read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)

    def method(name):
        message = message_factory.GetMessageClass(pool.FindMessageTypeByName(name))
        return grpc.unary_unary_rpc_method_handler(
            lambda request, context: request,
            request_deserializer=message.FromString,
            response_serializer=message.SerializeToString,
        )

    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
    handlers = {"Small": method("calls.Note"), "Large": method("calls.Report")}
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("calls.Calls", handlers)])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    sys.stdin.read()


main()
