//! The arguments of rules_rust's `rust_prost_toolchain` with this plugin as its only plugin.
//! rules_rust cannot be had in CI. Its wrapper of protoc passes these arguments.

use crate::sandbox::{BINARY, Sandbox, vendored_protoc};

#[test]
fn the_arguments_of_rust_prost_toolchain() {
    let sandbox = Sandbox::new(&[
        (
            "proto/orders.proto",
            "syntax = 'proto3'; package shop.orders; import 'common.proto'; import \
             'google/protobuf/timestamp.proto'; message Order { shop.common.Money total = 1; \
             google.protobuf.Timestamp time = 2; } service Orders { rpc Get(Order) returns \
             (shop.common.Money); }",
        ),
        ("proto/common.proto", "syntax = 'proto3'; package shop.common; message Money {}"),
        ("out/.keep", ""),
        ("well_known/.keep", ""),
    ]);
    let run = |arguments: &[&str]| {
        let mut protoc = sandbox.command(vendored_protoc());
        protoc
            .arg(format!("--plugin=protoc-gen-prost={BINARY}"))
            .args(["-Iproto", "--prost_opt=compile_well_known_types"])
            .args(arguments);
        sandbox.done(protoc.output().unwrap()).quiet();
    };
    // The types of imports are in the crates of other targets.
    run(&[
        "--prost_out=out",
        "--prost_opt=extern_path=.shop.common.Money=common_proto::shop::common::Money",
        "--prost_opt=extern_path=.google.protobuf.Timestamp=timestamp_proto::google::protobuf::Timestamp",
        "--prost_opt=codec=prost",
        "orders.proto",
    ]);
    assert_eq!(sandbox.list("out"), [".keep", "shop.orders.rs"]);
    let text = sandbox.read("out/shop.orders.rs");
    for path in
        ["common_proto::shop::common::Money", "timestamp_proto::google::protobuf::Timestamp"]
    {
        assert!(text.contains(path), "{text}");
    }
    assert!(text.contains("pub mod orders_client {"), "{text}");
    // The crate of a well-known type is generated, too.
    run(&["--prost_out=well_known", "google/protobuf/timestamp.proto"]);
    assert!(sandbox.read("well_known/google.protobuf.rs").contains("pub struct Timestamp {"));
}
