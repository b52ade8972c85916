"""Generates Python's messages and stubs from the .proto file of the Rust side."""

import importlib
import pathlib
import sys
import tempfile

import grpc_tools
from grpc_tools import protoc


def generate(proto):
    """Returns the modules (messages, services) of one .proto file."""
    proto = pathlib.Path(proto).resolve()
    out = tempfile.TemporaryDirectory()
    well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    failed = protoc.main(
        [
            "protoc",
            f"-I{proto.parent}",
            f"-I{well_known}",
            f"--python_out={out.name}",
            f"--grpc_python_out={out.name}",
            str(proto),
        ]
    )
    if failed:
        sys.exit(f"protoc cannot compile {proto}")
    sys.path.insert(0, out.name)
    with out:
        return (
            importlib.import_module(f"{proto.stem}_pb2"),
            importlib.import_module(f"{proto.stem}_pb2_grpc"),
        )
