//! Build scripts: their calls of prost-build and tonic-prost-build, read without running them.

use std::collections::BTreeSet;
use std::path::Path;

mod evaluate;
mod scope;
mod value;

pub use evaluate::{Problem, start};
pub use scope::{Scope, is_library};
pub use value::{Call, Library, Run, Value};

use evaluate::Evaluator;

/// The calls of a file that generate code.
#[derive(Debug, Default)]
pub struct Script {
    /// The calls, in order.
    pub runs: Vec<Run>,
    /// The places that are not understood. If there are any, `runs` may be incomplete.
    pub problems: Vec<Problem>,
}

/// Reads a build script, which begins in `main`, or a test file, which begins in its tests.
pub fn read(file: &syn::File, package: &Path, features: &BTreeSet<String>) -> Script {
    let scope = Scope::new(file);
    let mut evaluator = Evaluator::new(&scope, package, features);
    for functions in scope.functions.values() {
        for function in functions {
            let is_test = function.attrs.iter().any(|attribute| {
                attribute.path().segments.last().is_some_and(|segment| segment.ident == "test")
            });
            if evaluator.cfg(&function.attrs) == Some(false) {
                evaluator.leave_out(function);
            } else if function.sig.ident == "main" || is_test {
                evaluator.function(function, Vec::new());
            }
        }
    }
    let Evaluator { runs, mut problems, visited, .. } = evaluator;
    for (path, foreign) in scope.foreign_paths() {
        if !visited.contains(&start(path)) && foreign.item.contains(|c: char| c.is_lowercase()) {
            problems.push(Problem {
                at: start(path),
                message: format!(
                    "`{}::{}` is used in code that is not understood",
                    foreign.library, foreign.item
                ),
            });
        }
    }
    problems.sort_by_key(|problem| problem.at);
    problems.dedup();
    Script { runs, problems }
}
