"""Compares the JSON and the text format of random messages with ours.

    peer.py print FOLDER    checks our output (`ours`), and prints the messages (`theirs`)
    peer.py check FOLDER    checks the messages that we parsed from its output (`parsed`)
    peer.py judge FOLDER    parses documents (`inputs`), and prints both results (`verdicts`)

Each file has a line of JSON for each message. `set.binpb` has the descriptors.
"""

import json
import pathlib
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from google.protobuf import text_format

# Imported for the methods that they add to the well-known types.
from google.protobuf import any_pb2, duration_pb2, field_mask_pb2  # noqa: F401
from google.protobuf import struct_pb2, timestamp_pb2  # noqa: F401
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Error

FOLDER = pathlib.Path(sys.argv[2])
POOL = descriptor_pool.DescriptorPool()
for file in descriptor_pb2.FileDescriptorSet.FromString((FOLDER / "set.binpb").read_bytes()).file:
    POOL.Add(file)
CLASSES = {}


def message_class(name):
    if name not in CLASSES:
        CLASSES[name] = message_factory.GetMessageClass(POOL.FindMessageTypeByName(name))
    return CLASSES[name]


def read(name):
    with open(FOLDER / name) as file:
        return [json.loads(line) for line in file]


def normal(message):
    """Encodes the messages in each Any again, because the order of maps is not fixed."""
    if message.DESCRIPTOR.full_name == "google.protobuf.Any" and message.type_url:
        inner = message_class(message.type_url.split("/")[-1]).FromString(message.value)
        message.value = encoded(normal(inner))
    for field, value in message.ListFields():
        if field.cpp_type == FieldDescriptor.CPPTYPE_MESSAGE:
            is_map = field.is_repeated and field.message_type.GetOptions().map_entry
            for item in value.values() if is_map else value if field.is_repeated else [value]:
                if hasattr(item, "DESCRIPTOR"):
                    normal(item)
    return message


def encoded(message):
    return message.SerializePartialToString(deterministic=True)


def of_json(text, name):
    return json_format.Parse(text, message_class(name)(), descriptor_pool=POOL)


def of_text(text, name):
    return text_format.Parse(text, message_class(name)(), descriptor_pool=POOL)


def attempt(function, *arguments, **options):
    """Returns the result of a function, and its error."""
    try:
        return function(*arguments, **options), None
    except (json_format.Error, text_format.Error, Error, ValueError, TypeError, KeyError) as error:
        return None, f"{type(error).__name__}: {error}"


# The options that `full` was printed with.
OPTIONS = {
    "always_print_fields_with_no_presence": True,
    "preserving_proto_field_name": True,
    "use_integers_for_enums": True,
}

# The errors for texts that Python prints and does not parse.
REFUSED = [
    # Elements of a `repeated NullValue`.
    "null is not allowed to be used as an element in a repeated field",
    # An Any that has a message which requires itself. No finite message is complete.
    "is missing required fields",
]


def is_refused_by_python(error):
    return any(refused in (error or "") for refused in REFUSED)


class Number(float):
    """A number that equals another one if both are one `float`. Each side may print any digits
    that are read as this number. The comparison of bytes shows that a `double` has all digits."""

    def __eq__(self, other):
        if type(other) is not Number:
            return False
        return float(self) == float(other) or single(self) == single(other)

    __hash__ = None


def single(number):
    try:
        return struct.pack("<f", number)
    except OverflowError:
        return None


def values(text):
    """Returns the values of a JSON text. No key may occur twice in an object."""

    def pairs(items):
        assert len({key for key, _ in items}) == len(items), text
        # Python prints an empty list for a packed extension with a record without elements.
        return {key: value for key, value in items if not (key.startswith("[") and value == [])}

    return json.loads(text, object_pairs_hook=pairs, parse_int=Number, parse_float=Number)


def without_null(value):
    """Replaces `null` with 0: for a NullValue as a number, C++ prints `null` and Python 0."""
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_null(item) for item in value]
    return Number(0) if value is None else value


class Problems:
    def __init__(self):
        self.all = {}

    def add(self, kind, name, *details):
        self.all.setdefault(kind, []).append((name, *details))

    def end(self):
        for kind, some in self.all.items():
            print(f"{len(some)} messages: {kind}")
            shortest = sorted(some, key=lambda problem: len(str(problem)))
            for name, *details in shortest[:6]:
                print(f"  {name}")
                for detail in details:
                    print(f"    {str(detail)[:600]}")
        sys.exit(bool(self.all))


def printed():
    problems = Problems()
    count = 0
    with open(FOLDER / "theirs", "w") as out:
        for line in read("ours"):
            name, ours = line["type"], line["json"]
            message = normal(message_class(name).FromString(bytes.fromhex(line["bytes"])))
            expected = encoded(message)
            theirs, refused = attempt(json_format.MessageToJson, message, descriptor_pool=POOL)
            if theirs is None or ours is None:
                problems.add("no JSON", name, refused, line["error"], ours or theirs)
            else:
                if values(theirs) != values(ours):
                    problems.add(
                        "other JSON",
                        name,
                        "ours:",
                        ours,
                        "Python's:",
                        json.dumps(json.loads(theirs)),
                    )
                full = json_format.MessageToJson(message, descriptor_pool=POOL, **OPTIONS)
                if without_null(values(full)) != without_null(values(line["full"])):
                    problems.add(
                        "other JSON with all options",
                        name,
                        "ours:",
                        line["full"],
                        "Python's:",
                        json.dumps(json.loads(full)),
                    )
                again, error = attempt(of_json, ours, name)
                if is_refused_by_python(error):
                    again = message
                if again is None or encoded(normal(again)) != expected:
                    problems.add("Python parses our JSON to another message", name, ours, error)
            text = text_format.MessageToString(message, descriptor_pool=POOL)
            again, error = attempt(of_text, line["text"], name)
            if is_refused_by_python(error):
                again = message
            if again is None or encoded(normal(again)) != expected:
                problems.add("Python parses our text to another message", name, line["text"], error)
            out.write(
                json.dumps({"type": name, "bytes": expected.hex(), "json": theirs, "text": text})
                + "\n"
            )
            count += 1
    print(f"{count} messages")
    problems.end()


def parsed():
    problems = Problems()
    for theirs, ours in zip(read("theirs"), read("parsed"), strict=True):
        for form in "json", "text":
            if theirs[form] is None:
                continue
            name, made = theirs["type"], ours[form]
            if made is not None:
                made = encoded(normal(message_class(name).FromString(bytes.fromhex(made)))).hex()
            if made != theirs["bytes"]:
                problems.add(
                    f"we parse Python's {form} to another message",
                    name,
                    theirs[form],
                    ours["error"],
                    made,
                )
    problems.end()


def judged():
    with open(FOLDER / "verdicts", "w") as out:
        for line in read("inputs"):
            name, ours = line["type"], {"error": line["error"]}
            if line["bytes"] is not None:
                # The bytes in an Any may not be a message.
                message = message_class(name).FromString(bytes.fromhex(line["bytes"]))
                ours = {"bytes": attempt_normal(message)}
            message, error = attempt(
                of_json if line["form"] == "json" else of_text, line["text"], name
            )
            if error is not None:
                # The error may quote half of a surrogate pair.
                error = error.encode(errors="replace").decode()
            theirs = {"error": error} if message is None else {"bytes": attempt_normal(message)}
            out.write(json.dumps({"theirs": theirs, "ours": ours}) + "\n")


def attempt_normal(message):
    """Returns the encoded message. Messages in each Any are encoded again, if they are valid."""
    again, _ = attempt(normal, message)
    return encoded(again or message).hex()


{"print": printed, "check": parsed, "judge": judged}[sys.argv[1]]()
