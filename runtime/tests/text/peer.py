"""Prints random messages of all.proto, and checks what the test made of them.

    peer.py generate FOLDER COUNT
    peer.py describe FOLDER
    peer.py check FOLDER
"""

import pathlib
import random
import re
import subprocess
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format
from google.protobuf import any_pb2, duration_pb2, struct_pb2  # noqa: F401, the pool has them
from google.protobuf.descriptor import FieldDescriptor

HERE = pathlib.Path(__file__).parent
FLOATS = [
    0.1, -0.0, 1e15, 1e16, 1e20, 1e-5, 1e-4, 5e-324, 1.17549e-38,
    float("inf"), -float("inf"), float("nan"),
]
LETTERS = "ab \"'\\\n\r\t\0\x7f?é日\U0001f600:{}[]#,"


def protoc(*arguments, **options):
    command = [sys.executable, "-m", "grpc_tools.protoc", "-I", HERE, *arguments]
    return subprocess.run(command, check=True, **options)


def message_class(folder):
    compiled = folder / "all.fds"
    protoc(f"--descriptor_set_out={compiled}", "all.proto")
    pool = descriptor_pool.Default()
    for file in descriptor_pb2.FileDescriptorSet.FromString(compiled.read_bytes()).file:
        pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("acme.Many"))


def scalar(field):
    kind = field.cpp_type
    if kind == FieldDescriptor.CPPTYPE_STRING:
        text = "".join(random.choice(LETTERS) for _ in range(random.randrange(8)))
        is_text = field.type == FieldDescriptor.TYPE_STRING
        return text if is_text else random.randbytes(random.randrange(8))
    if kind == FieldDescriptor.CPPTYPE_BOOL:
        return random.random() < 0.5
    if kind == FieldDescriptor.CPPTYPE_ENUM:
        return random.choice(field.enum_type.values).number
    if kind in (FieldDescriptor.CPPTYPE_DOUBLE, FieldDescriptor.CPPTYPE_FLOAT):
        value = random.choice(FLOATS + [random.uniform(-1, 1) * 10 ** random.randrange(-30, 30)])
        return value
    bits = 63 if kind in (FieldDescriptor.CPPTYPE_INT64, FieldDescriptor.CPPTYPE_UINT64) else 31
    value = random.getrandbits(random.randrange(1, bits + 1))
    is_signed = kind in (FieldDescriptor.CPPTYPE_INT32, FieldDescriptor.CPPTYPE_INT64)
    return -value if is_signed and random.random() < 0.3 else value


def fill(message, depth, with_any):
    if message.DESCRIPTOR.full_name == "google.protobuf.Any":
        if with_any:
            duration = duration_pb2.Duration(seconds=-3, nanos=4)
            inner = random.choice([duration, struct_pb2.Struct(), any_pb2.Any()])
            fill(inner, depth - 1, with_any)
            message.Pack(inner, deterministic=True)
        return
    fields = list(message.DESCRIPTOR.fields)
    extensions = message.DESCRIPTOR.file.pool.FindAllExtensions(message.DESCRIPTOR)
    fields += sorted(extensions, key=lambda extension: extension.number)
    for field in fields:
        is_message = field.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE
        if random.random() < 0.6 or (is_message and depth == 0):
            continue
        extended = field.is_extension
        has_target = extended and (is_message or field.is_repeated)
        target = message.Extensions[field] if has_target else None
        if target is None and not extended:
            target = getattr(message, field.name)
        if is_message and field.message_type.GetOptions().map_entry:
            key, value = field.message_type.fields
            for _ in range(random.randrange(4)):
                if value.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE:
                    fill(target[scalar(key)], depth - 1, with_any)
                else:
                    target[scalar(key)] = scalar(value)
        elif field.is_repeated:
            for _ in range(random.randrange(4)):
                if is_message:
                    fill(target.add(), depth - 1, with_any)
                else:
                    target.append(scalar(field))
        elif is_message:
            target.SetInParent()
            fill(target, depth - 1, with_any)
        elif extended:
            message.Extensions[field] = scalar(field)
        else:
            setattr(message, field.name, scalar(field))


def generate(folder, count):
    many_class = message_class(folder)
    many = many_class()
    lines = []
    for index in range(count):
        message = many.all.add()
        fill(message, 3, with_any=index % 2 == 0)
        text = text_format.MessageToString(
            message,
            as_utf8=random.random() < 0.5,
            as_one_line=random.random() < 0.5,
            use_short_repeated_primitives=random.random() < 0.5,
            pointy_brackets=random.random() < 0.3,
        )
        lines.append(f"{message.SerializeToString(deterministic=True).hex()} {text.encode().hex()}")
    (folder / "messages").write_text("\n".join(lines))
    for message in many.all:
        message.ClearField("any")
        message.all.ClearField("any")
        message.all.all.ClearField("any")
        message.all.all.all.ClearField("any")
    has_any = lambda text: ".Any" in text or "any {" in text
    plain = many_class(all=[message for message in many.all if not has_any(str(message))])
    encoded = plain.SerializeToString(deterministic=True)
    (folder / "plain").write_bytes(encoded)
    decode = ["--decode=acme.Many", "all.proto"]
    printed = protoc(*decode, input=encoded, stdout=subprocess.PIPE).stdout
    (folder / "plain.txt").write_bytes(printed)
    # C++ takes some strings of other bytes, and some packed fields, for messages with keys of more
    # than five bytes.
    others = r"\\[23]\d\d|(packed|doubles|floats):"
    is_ascii = lambda text: text.isascii() and not re.search(others, text)
    unknown = many_class(all=[message for message in plain.all if is_ascii(str(message))])
    encoded = unknown.SerializeToString(deterministic=True)
    (folder / "unknown").write_bytes(encoded)
    decode = ["--decode=google.protobuf.Empty", "google/protobuf/empty.proto"]
    printed = protoc(*decode, input=encoded, stdout=subprocess.PIPE).stdout
    (folder / "unknown.txt").write_bytes(printed)


def describe(folder):
    """Writes the descriptors of some files, and the text that C++ prints."""
    compiled = folder / "described.fds"
    files = [f"google/protobuf/{name}.proto" for name in ["type", "api", "struct"]]
    protoc(f"--descriptor_set_out={compiled}", "--include_imports", "--include_source_info", *files)
    decode = ["--decode=google.protobuf.FileDescriptorSet", "google/protobuf/descriptor.proto"]
    printed = protoc(*decode, input=compiled.read_bytes(), stdout=subprocess.PIPE).stdout
    (folder / "described.txt").write_bytes(printed)


def normal(message):
    """Encodes the messages in each Any again, because text_format.Parse orders maps randomly."""
    if message.DESCRIPTOR.full_name == "google.protobuf.Any" and message.type_url:
        name = message.type_url.split("/")[-1]
        inner = message_factory.GetMessageClass(message.DESCRIPTOR.file.pool.FindMessageTypeByName(name))()
        message.Unpack(inner)
        message.Pack(normal(inner), deterministic=True)
    for field, value in message.ListFields():
        if field.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE:
            is_map = field.is_repeated and field.message_type.GetOptions().map_entry
            for item in value.values() if is_map else value if field.is_repeated else [value]:
                if hasattr(item, "DESCRIPTOR"):
                    normal(item)
    return message


def check(folder):
    all_class = message_factory.GetMessageClass(message_class(folder).DESCRIPTOR.fields_by_name["all"].message_type)
    messages = (folder / "messages").read_text().split("\n")
    ours = (folder / "ours").read_text().split("\n")
    assert len(messages) == len(ours)
    for line, made in zip(messages, ours):
        expected = bytes.fromhex(line.split(" ")[0])
        many_lines, one_line, parsed = made.split(" ")
        for text in many_lines, one_line:
            text = bytes.fromhex(text).decode()
            again = text_format.Parse(text, all_class())
            assert normal(again).SerializeToString(deterministic=True) == expected, text
        again = all_class.FromString(bytes.fromhex(parsed))
        assert normal(again).SerializeToString(deterministic=True) == expected, str(again)
    print(f"{len(messages)} messages")


folder = pathlib.Path(sys.argv[2])
folder.mkdir(exist_ok=True)
random.seed(19)
if sys.argv[1] == "generate":
    generate(folder, int(sys.argv[3]))
elif sys.argv[1] == "describe":
    describe(folder)
else:
    check(folder)
