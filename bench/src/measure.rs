//! The cost of a child process.

use std::process::Command;
use std::time::{Duration, Instant};

use wait4::Wait4;

/// The cost of a run of a program, and of the programs that it waited for.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// CPU time in user mode.
    pub user: Duration,
    /// The time on the clock.
    pub wall: Duration,
    /// The most resident memory, in bytes. If there are several processes, it is that of the
    /// largest.
    pub peak: u64,
}

/// Runs a program to its end.
///
/// # Errors
///
/// Returns an error if the program cannot be started or fails.
pub fn run(command: &mut Command) -> Result<Cost, String> {
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("cannot run {command:?}: {error}"))?;
    let ended = child.wait4().map_err(|error| format!("cannot wait for {command:?}: {error}"))?;
    if !ended.status.success() {
        return Err(format!("{command:?} ended with {}", ended.status));
    }
    Ok(Cost { user: ended.rusage.utime, wall: start.elapsed(), peak: ended.rusage.maxrss })
}

impl Cost {
    /// Returns the lower value of each number.
    pub fn best(self, other: Self) -> Self {
        Cost {
            user: self.user.min(other.user),
            wall: self.wall.min(other.wall),
            peak: self.peak.min(other.peak),
        }
    }
}
