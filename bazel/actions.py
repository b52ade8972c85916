"""Prints the actions of a build from Bazel's execution log: the mnemonic, the first output without
its folder, and the runner, e.g. `RustGrpcGenerate common_rs linux-sandbox`."""

import json
import os
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
decoder = json.JSONDecoder()
at = 0
while text[at:].strip():
    at += len(text[at:]) - len(text[at:].lstrip())
    action, at = decoder.raw_decode(text, at)
    output = os.path.basename(action["listedOutputs"][0])
    print(action["mnemonic"], output, action["runner"].replace(" ", "-"))
