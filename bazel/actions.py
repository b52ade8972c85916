"""Prints the actions of a build from Bazel's execution log: the mnemonic, the first output without
its folder, and the runner, e.g. `RustGrpcGenerate common_rs linux-sandbox`."""

import json
import os
import re
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
decoder = json.JSONDecoder()
space = re.compile(r"\s*")
at = space.match(text).end()
while at < len(text):
    action, at = decoder.raw_decode(text, at)
    at = space.match(text, at).end()
    output = os.path.basename(action["listedOutputs"][0])
    print(action["mnemonic"], output, action["runner"].replace(" ", "-"))
