//! The smallest stack that an operation needs.

use std::path::Path;
use std::process::{Command, Stdio};

/// All measured operations.
pub const OPERATIONS: [&str; 8] =
    ["decode", "merge", "encode", "encoded_len", "clone", "==", "Debug", "drop"];

/// The smallest measured stack, in KiB. glibc gives no thread less than about 28.
const LEAST: usize = 32;

/// The last step, a stack of a GiB. Each step is 5 % larger than the one before.
const LAST: usize = 213;

/// Returns the stack of a step, in KiB. Systems allocate whole pages of 4 KiB.
pub fn kib(step: usize) -> usize {
    let exact = LEAST as f64 * 1.05_f64.powi(step as i32);
    (exact as usize).next_multiple_of(4)
}

/// Returns the smallest stack, in KiB, on which the operation runs to its end.
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

/// Runs the operation on a stack of `kib` KiB, and returns whether the stack suffices. It runs in a
/// process of its own, because an overflow ends the process.
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
