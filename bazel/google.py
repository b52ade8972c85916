"""Prints a BUILD file with a target for each package of the .proto files below some folders.

Packages that import each other in a circle share a target. The library `well_known` has the files
of google/protobuf, whose types are in prost-types.
"""

import os
import re
import sys

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
PACKAGE = re.compile(r"^\s*package\s+([\w.]+)\s*;", re.M)
IMPORT = re.compile(r'^\s*import\s+(?:public\s+|weak\s+)?"([^"]+)"\s*;', re.M)


def read(folders):
    """Returns the package and the imports of each file."""
    files = {}
    for top in folders:
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith(".proto") and not path.startswith("google/protobuf/"):
                    with open(path, encoding="utf-8") as file:
                        text = COMMENT.sub("", file.read())
                    files[path] = (PACKAGE.search(text).group(1), IMPORT.findall(text))
    return files


def circles(graph):
    """Returns the strongly connected components of a graph (Tarjan)."""
    sys.setrecursionlimit(10000)
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            found.append(sorted(stack[stack.index(node) :]))
            del stack[stack.index(node) :]

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def main():
    files = read(sys.argv[1:])
    graph, sources, well_known = {}, {}, set()
    for path, (package, imports) in files.items():
        sources.setdefault(package, []).append(path)
        graph.setdefault(package, set())
        for name in imports:
            if name in files:
                graph[package].add(files[name][0])
            else:
                well_known.add(package)
    print('load("//rust_grpc:rust_grpc.bzl", "rust_grpc_generate", "rust_grpc_module_tree")')
    print('proto_library(name = "well_known", srcs = glob(["google/protobuf/*.proto"]))')
    groups = circles(graph)
    target = {package: group[0] for group in groups for package in group}
    for group in groups:
        deps = sorted({target[d] for p in group for d in graph[p]} - {group[0]})
        known = [":well_known"] if well_known & set(group) else []
        protos = [f":{dep}_proto" for dep in deps] + known
        srcs = sorted(path for package in group for path in sources[package])
        rust = [f":{dep}_rs" for dep in deps]
        print(f'proto_library(name = "{group[0]}_proto", srcs = {srcs}, deps = {protos})')
        print(
            f'rust_grpc_generate(name = "{group[0]}_rs", protos = [":{group[0]}_proto"],'
            f" deps = {rust})"
        )
    every = [f":{group[0]}_rs" for group in groups]
    print(f'rust_grpc_module_tree(name = "protos", deps = {every})')


main()
