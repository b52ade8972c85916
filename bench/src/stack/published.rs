//! Compares the published figures of debug builds with measurements of the current code, and with
//! the promised limits.

use super::project::{PROFILES, Project};
use super::schema::SHAPES;
use super::search::{OPERATIONS, suffices};
use super::table::Table;

/// The document that publishes the figures.
const DOCUMENT: &str = include_str!("../../../docs/internals/stack.md");

/// The figures depend on the machine's instructions and on the threads of the system.
#[test]
#[cfg_attr(
    not(all(target_arch = "x86_64", target_os = "linux")),
    ignore = "the figures are those of Linux on x86-64"
)]
fn debug_builds_take_no_more_than_four_thirds() {
    let project = Project::create("stack-test", &["inline"]).unwrap();
    let mut failures = Vec::new();
    for profile in &PROFILES[..2] {
        let program = project.build(profile).unwrap();
        let table = Table::published(DOCUMENT, profile.title)
            .expect("docs/internals/stack.md has a table for each profile");
        for shape in &SHAPES {
            for operation in OPERATIONS {
                let published = table
                    .get(shape.name, operation)
                    .expect("a figure for each shape and operation")
                    .ours;
                if !suffices(&program, shape.name, "inline", operation, published * 4 / 3).unwrap()
                {
                    failures.push(format!(
                        "{}: {operation} of {}: published {published} KiB",
                        profile.title, shape.name
                    ));
                }
            }
        }
    }
    assert!(
        failures.is_empty(),
        "these take more than 4/3 of the published stack:\n{}",
        failures.join("\n")
    );
}

/// Decoding takes at most 1.2 times the stack that prost takes, and every other operation at most
/// 1.5 times. The sizes that the benchmark tries are 5 % apart.
#[test]
fn published_figures_are_near_those_of_prost() {
    for profile in &PROFILES[..2] {
        let table = Table::published(DOCUMENT, profile.title)
            .expect("docs/internals/stack.md has a table for each profile");
        for shape in &SHAPES {
            for operation in OPERATIONS {
                let figures = table
                    .get(shape.name, operation)
                    .expect("a figure for each shape and operation");
                let limit = if matches!(operation, "decode" | "merge") { 1.2 } else { 1.5 };
                let case = format!("{}: {operation} of {}: {figures:?}", profile.title, shape.name);
                assert!(figures.ours as f64 <= figures.prosts as f64 * limit, "{case}");
                assert!(figures.ours <= 2048 || figures.prosts > 2048, "{case}");
            }
        }
    }
}
