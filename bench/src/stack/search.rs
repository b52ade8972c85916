//! The smallest stack that an operation needs.

use std::path::Path;
use std::process::{Command, Stdio};

/// Every operation that is measured.
pub const OPERATIONS: [&str; 8] =
    ["decode", "merge", "encode", "encoded_len", "clone", "==", "Debug", "drop"];

/// The smallest stack that is tried, in KiB. glibc gives no thread less than about 28.
const LEAST: usize = 32;

/// Stacks are tried in steps of 5 %. This step is the last: a GiB.
const LAST: usize = 213;

/// The stack of a step, in KiB. Systems give whole pages of 4 KiB.
pub fn kib(step: usize) -> usize {
    let exact = LEAST as f64 * 1.05_f64.powi(step as i32);
    (exact as usize).next_multiple_of(4)
}

/// The least stack, in KiB, on which the operation runs to its end.
pub fn smallest(
    program: &Path,
    shape: &str,
    codec: &str,
    operation: &str,
) -> Result<usize, String> {
    let (mut low, mut high) = (0, LAST);
    if !suffices(program, shape, codec, operation, kib(high))? {
        return Err(format!(
            "{operation} of {shape} with codec={codec} does not run on {} KiB",
            kib(high)
        ));
    }
    while low < high {
        let middle = (low + high) / 2;
        if suffices(program, shape, codec, operation, kib(middle))? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(kib(low))
}

/// Whether the operation runs on a stack of so many KiB. A process of its own finds out, because an
/// overflow ends it.
pub fn suffices(
    program: &Path,
    shape: &str,
    codec: &str,
    operation: &str,
    kib: usize,
) -> Result<bool, String> {
    let mut command = Command::new(program);
    command.args([shape, codec, operation, &(kib << 10).to_string()]);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot run {command:?}: {error}"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    match (output.status.success(), report.contains("has overflowed its stack")) {
        (true, _) => Ok(true),
        (false, true) => Ok(false),
        (false, false) => Err(format!("{command:?} ended with {}:\n{report}", output.status)),
    }
}
