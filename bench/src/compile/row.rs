//! The measured builds.

use super::project::Workspace;
use crate::measure::Cost;

/// A row of the report.
pub struct Row {
    pub name: &'static str,
    pub measure: fn(&Workspace, &str) -> Result<Cost, String>,
}

/// The measured builds, in this order. A program links the library that an earlier row has built.
pub const ROWS: &[Row] = &[
    Row { name: "check", measure: |workspace, subject| workspace.rebuild(&["check"], subject, "") },
    Row {
        name: "check-incremental",
        measure: |workspace, subject| workspace.recheck_with_a_field(subject),
    },
    Row {
        name: "debug-library",
        measure: |workspace, subject| workspace.rebuild(&["build"], subject, ""),
    },
    Row {
        name: "debug-all",
        measure: |workspace, subject| workspace.rebuild(&["build"], subject, "-all"),
    },
    Row {
        name: "release-library",
        measure: |workspace, subject| workspace.rebuild(&["build", "--release"], subject, ""),
    },
    Row {
        name: "release-all",
        measure: |workspace, subject| workspace.rebuild(&["build", "--release"], subject, "-all"),
    },
    Row {
        name: "release-few",
        measure: |workspace, subject| workspace.rebuild(&["build", "--release"], subject, "-few"),
    },
];

/// The rows that are the sum of two rows: a library, and a program that uses it.
pub const SUMS: &[(&str, [&str; 2])] = &[
    ("debug library + all", ["debug-library", "debug-all"]),
    ("release library + all", ["release-library", "release-all"]),
    ("release library + few", ["release-library", "release-few"]),
];
