//! Every corpus.

use crate::{Corpus, fixtures};

/// Where the files of crates lie, in a folder for each.
pub(crate) const CRATES: &str = "target/peers/crates";

/// Every corpus: ours first, then small ones, big ones last.
pub const CORPORA: &[Corpus] = &[
    Corpus { options: Some(fixtures::OPTIONS), ..new("fixtures", "fixtures/proto", &["."], &["."], 25) },
    of_crate("osmpbf", &["src/proto"], &["src/proto"], 2),
    of_crate("pulsar", &["."], &["PulsarApi.proto"], 1),
    of_crate("lance-encoding", &["protos"], &["protos"], 15),
    of_crate("etcd-client", &["proto"], &["proto"], 10),
    of_crate("opentelemetry-proto", &["src/proto/opentelemetry-proto", "src/proto"], &["src/proto"], 11),
    of_crate("qdrant-client", &["proto"], &["proto"], 10),
    of_crate("k8s-cri", &["proto"], &["proto"], 2),
    of_crate("fedimint-tonic-lnd", &["vendor"], &["vendor"], 8),
    of_crate("cln-grpc", &["proto"], &["proto"], 2),
    of_crate("sui-rpc", &["proto", "vendored/proto"], &["proto", "vendored/proto/sui", "vendored/proto/google/rpc"], 36),
    of_crate("tikv-client", &["proto", "proto/include"], &["proto"], 40),
    new("googleapis-common", "target/peers/schemas/googleapis-common-protos", &["."], &["google"], 60),
    of_google("pubsub", &["google/pubsub"], 3),
    of_google("firestore", &["google/firestore"], 10),
    of_google("spanner", &["google/spanner"], 18),
    Corpus { big: true, ..of_google("aiplatform", &["google/cloud/aiplatform/v1"], 100) },
    Corpus { big: true, ..of_google("compute", &["google/cloud/compute/v1"], 1) },
    Corpus {
        big: true,
        ..of_crate(
            "envoy-types",
            &[
                "proto/data-plane-api",
                "proto/xds",
                "proto/protoc-gen-validate",
                "proto/googleapis",
                "proto/cel-spec/proto",
                "proto/client_model",
                "proto/opentelemetry-proto",
                "proto/ratelimit/api",
            ],
            &["proto"],
            500,
        )
    },
];

/// The corpus of a name.
///
/// # Panics
/// There is none.
pub fn named(name: &str) -> &'static Corpus {
    CORPORA.iter().find(|corpus| corpus.name == name).expect("a corpus is called so")
}

const fn new(
    name: &'static str,
    root: &'static str,
    includes: &'static [&'static str],
    protos: &'static [&'static str],
    at_least: usize,
) -> Corpus {
    Corpus { name, root, includes, protos, options: None, at_least, big: false }
}

/// What a crate has.
const fn of_crate(name: &'static str, includes: &'static [&'static str], protos: &'static [&'static str], at_least: usize) -> Corpus {
    new(name, CRATES, includes, protos, at_least)
}

/// Part of npm's google-proto-files.
const fn of_google(name: &'static str, protos: &'static [&'static str], at_least: usize) -> Corpus {
    new(name, "target/peers/schemas/google-proto-files", &["."], protos, at_least)
}
