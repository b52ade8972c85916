//! The list of all corpora.

use crate::{Corpus, fixtures};

/// The folder with a folder for each crate.
pub(crate) const CRATES: &str = "target/peers/crates";

/// All corpora: ours first, then the others by size.
pub const CORPORA: &[Corpus] = &[
    Corpus {
        // prost-build 0.14 does not support editions.
        without: &["delimited.proto", "editions.proto"],
        options: Some(fixtures::OPTIONS),
        ..new("fixtures", "fixtures/proto", &["."], &["."], 25)
    },
    of_crate("osmpbf", &["src/proto"], &["src/proto"], 2),
    of_crate("pulsar", &["."], &["PulsarApi.proto"], 1),
    of_crate("lance-encoding", &["protos"], &["protos"], 15),
    of_crate("etcd-client", &["proto"], &["proto"], 10),
    of_crate(
        "opentelemetry-proto",
        &["src/proto/opentelemetry-proto", "src/proto"],
        &["src/proto"],
        11,
    ),
    of_crate("qdrant-client", &["proto"], &["proto"], 10),
    of_crate("k8s-cri", &["proto"], &["proto"], 2),
    of_crate("fedimint-tonic-lnd", &["vendor"], &["vendor"], 8),
    of_crate("cln-grpc", &["proto"], &["proto"], 2),
    of_crate(
        "sui-rpc",
        &["proto", "vendored/proto"],
        &["proto", "vendored/proto/sui", "vendored/proto/google/rpc"],
        36,
    ),
    of_crate("tikv-client", &["proto", "proto/include"], &["proto"], 40),
    new(
        "googleapis-common",
        "target/peers/schemas/googleapis-common-protos",
        &["."],
        &["google"],
        60,
    ),
    of_google("pubsub", &["google/pubsub"], 3),
    of_google("firestore", &["google/firestore"], 10),
    of_google("spanner", &["google/spanner"], 18),
    of_google("aiplatform", &["google/cloud/aiplatform/v1"], 100),
    of_google("compute", &["google/cloud/compute/v1"], 1),
    of_crate(
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
    ),
];

/// All of google-proto-files, without protobuf's own tests. The release is another one than above
/// and has more files.
pub const EVERYTHING: Corpus = Corpus {
    without: &["google/protobuf"],
    ..new(
        "google-proto-files",
        "target/peers/schemas/google-proto-files@5.0.3",
        &["."],
        &["google", "grafeas"],
        8000,
    )
};

/// Folders of google-proto-files, chosen for variety.
pub const SAMPLE: &[&str] = &[
    "google/actions/sdk/v2",
    "google/ads/googleads/v25/enums",
    "google/ai/generativelanguage/v1beta",
    "google/analytics/data/v1beta",
    "google/api",
    "google/api/expr/v1alpha1",
    "google/api/servicecontrol/v1",
    "google/apps/drive/activity/v2",
    "google/assistant/embedded/v1alpha2",
    "google/bigtable/v2",
    "google/bytestream",
    "google/chat/v1",
    "google/cloud/bigquery/storage/v1",
    "google/cloud/bigquery/v2",
    "google/cloud/dialogflow/v2",
    "google/cloud/healthcare/logging",
    "google/cloud/kms/v1",
    "google/cloud/speech/v1",
    "google/cloud/talent/v4",
    "google/cloud/vision/v1",
    "google/container/v1",
    "google/dataflow/v1beta3",
    "google/datastore/v1",
    "google/devtools/resultstore/v2",
    "google/identity/accesscontextmanager/v1",
    "google/logging/v2",
    "google/maps/routes/v1",
    "google/monitoring/v3",
    "google/storage/v2",
    "grafeas/v1",
];

/// Returns the corpus of a name.
///
/// # Panics
/// Panics if there is none.
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
    Corpus {
        name,
        root,
        folder: None,
        includes,
        protos,
        without: &[],
        options: None,
        protoc: None,
        at_least,
    }
}

/// Returns the corpus of a crate.
pub(crate) const fn of_crate(
    name: &'static str,
    includes: &'static [&'static str],
    protos: &'static [&'static str],
    at_least: usize,
) -> Corpus {
    new(name, CRATES, includes, protos, at_least)
}

/// Returns a corpus with a part of npm's google-proto-files.
const fn of_google(name: &'static str, protos: &'static [&'static str], at_least: usize) -> Corpus {
    new(name, "target/peers/schemas/google-proto-files", &["."], protos, at_least)
}
