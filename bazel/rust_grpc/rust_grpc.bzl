"""Rules that generate Rust code from `proto_library` targets with protoc-gen-rust-grpc."""

load(":proto_info.bzl", "RustGrpcProtoInfo")

RustGrpcInfo = provider(
    doc = "Generated Rust code.",
    fields = {"folders": "A depset of folders with generated files: those of a target and of its deps."},
)

def _import_name(source, root):
    """Returns the name of a .proto file as other files import it.

    `root` is the folder that the names are relative to. Bazel makes it with links for a library
    with `strip_import_prefix` or `import_prefix`.
    """
    path = source.path
    for folder in [root, source.root.path]:
        if folder and folder != "." and path.startswith(folder + "/"):
            path = path[len(folder) + 1:]
    return path

def _generate_impl(ctx):
    infos = [proto[RustGrpcProtoInfo] for proto in ctx.attr.protos]
    names = [
        _import_name(source, info.proto_source_root)
        for info in infos
        for source in info.direct_sources
    ]
    if not names:
        # Without a name, `generate` would write the code of all imports.
        fail("%s: no library in `protos` has .proto files of its own" % ctx.label)
    sets = depset(transitive = [info.transitive_descriptor_sets for info in infos])
    folder = ctx.actions.declare_directory(ctx.label.name)

    args = ctx.actions.args()
    args.add_all(["generate", "--quiet", "--out", folder.path])

    # The code of imports is in the folders of `deps`. `module-tree` finds what is missing.
    args.add_all(["--opt", "generated_separately=."])
    args.add_all(ctx.attr.opts, before_each = "--opt")
    args.add_all(ctx.files.opts_file, before_each = "--opts")
    args.add_all(sets, before_each = "--descriptor_set")
    args.add("--")
    args.add_all(names)
    ctx.actions.run(
        executable = ctx.executable._generator,
        arguments = [args],
        inputs = depset(ctx.files.opts_file, transitive = [sets]),
        outputs = [folder],
        mnemonic = "RustGrpcGenerate",
        progress_message = "Generating Rust code for %s" % ctx.label,
    )
    folders = depset(
        [folder],
        transitive = [dep[RustGrpcInfo].folders for dep in ctx.attr.deps],
    )
    return [DefaultInfo(files = depset([folder])), RustGrpcInfo(folders = folders)]

_GENERATOR = attr.label(
    default = "//rust_grpc:generator",
    allow_single_file = True,
    executable = True,
    cfg = "exec",
)

rust_grpc_generate = rule(
    implementation = _generate_impl,
    doc = "Generates the Rust code of `proto_library` targets into a folder.",
    attrs = {
        "protos": attr.label_list(
            doc = "The libraries. All libraries of a package of protobuf belong into one target.",
            providers = [RustGrpcProtoInfo],
            mandatory = True,
        ),
        "deps": attr.label_list(
            doc = "The targets with the code of the imported libraries.",
            providers = [RustGrpcInfo],
        ),
        "opts": attr.string_list(doc = "Options, each KEY=VALUE."),
        "opts_file": attr.label(doc = "A file of options.", allow_single_file = True),
        "_generator": _GENERATOR,
    },
)

def _module_tree_impl(ctx):
    folders = depset(transitive = [dep[RustGrpcInfo].folders for dep in ctx.attr.deps])
    tree = ctx.actions.declare_file("%s/%s" % (ctx.label.name, ctx.attr.file_name))
    args = ctx.actions.args()
    args.add("module-tree")
    args.add("--out", tree)
    args.add_all(folders, expand_directories = False)
    ctx.actions.run(
        executable = ctx.executable._generator,
        arguments = [args],
        inputs = folders,
        outputs = [tree],
        mnemonic = "RustGrpcModuleTree",
        progress_message = "Writing the module tree %s" % ctx.label,
    )
    return [DefaultInfo(files = depset([tree], transitive = [folders], order = "preorder"))]

rust_grpc_module_tree = rule(
    implementation = _module_tree_impl,
    doc = "Writes the module tree over generated code. The first file of the target is the tree. " +
          "It includes the other files by relative paths.",
    attrs = {
        "deps": attr.label_list(
            doc = "The targets with the code. Their deps are in the tree, too.",
            providers = [RustGrpcInfo],
            mandatory = True,
        ),
        "file_name": attr.string(default = "lib.rs"),
        "_generator": _GENERATOR,
    },
)
