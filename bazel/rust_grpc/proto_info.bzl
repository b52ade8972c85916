"""The provider of `proto_library`.

It is built into Bazel 4 to 7. Bazel 8 has it in a module. There, this file has these lines instead:

    load("@protobuf//bazel/common:proto_info.bzl", "ProtoInfo")

    RustGrpcProtoInfo = ProtoInfo
"""

RustGrpcProtoInfo = ProtoInfo
