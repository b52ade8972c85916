//! What a child process cost.

use std::process::Command;
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What one run of a program, and of the programs it waited for, cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// CPU time in user mode.
    pub user: Duration,
    /// Time on the clock.
    pub wall: Duration,
    /// Most memory resident at once, in bytes; of the largest process, if there were several.
    pub peak: u64,
}

/// Runs the program to its end.
///
/// # Errors
///
/// It cannot be started, or fails.
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
    /// The lower of each number.
    pub fn best(self, other: Self) -> Self {
        Cost {
            user: self.user.min(other.user),
            wall: self.wall.min(other.wall),
            peak: self.peak.min(other.peak),
        }
    }
}
