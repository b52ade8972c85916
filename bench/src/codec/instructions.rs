//! Instructions, counted by callgrind. Unlike times, they do not depend on other programs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The function whose calls are counted separately.
const COUNTED: &str = "instructions::counted";

/// Runs the program under callgrind and prints instructions per message.
pub fn count(program: &Path, shapes: &[String]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let report = folder.path().join("report");
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--tool=callgrind"]);
    valgrind.arg(format!("--toggle-collect={COUNTED}")).arg(format!("--dump-after={COUNTED}"));
    valgrind.arg(format!("--callgrind-out-file={}", report.display())).arg(program).args(shapes);
    let output = valgrind.output().map_err(|error| {
        format!("cannot run valgrind: {error} (Debian: apt-get install valgrind)")
    })?;
    if !output.status.success() {
        return Err(format!(
            "valgrind ended with {}:\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let calls = String::from_utf8_lossy(&output.stdout);
    let mut counts = Vec::new();
    for (index, call) in calls.lines().enumerate() {
        // The parts of the report are numbered from 1.
        let part = fs::read_to_string(report.with_extension((index + 1).to_string()))
            .map_err(|error| error.to_string())?;
        counts.push(
            Count::of(call, &part)
                .ok_or_else(|| format!("cannot read callgrind's report on {call:?}"))?,
        );
    }
    print(&counts);
    Ok(())
}

/// The instructions of a call.
struct Count<'c> {
    shape: &'c str,
    column: &'c str,
    contender: &'c str,
    instructions: u64,
}

impl<'c> Count<'c> {
    /// Reads a count from the line that announces the call, and from the report of the call.
    fn of(call: &'c str, report: &str) -> Option<Self> {
        let mut cells = call.split('\t');
        let (shape, column, contender) = (cells.next()?, cells.next()?, cells.next()?);
        let messages: u64 = cells.next()?.parse().ok()?;
        let total = report.lines().find_map(|line| line.strip_prefix("totals: "))?;
        Some(Count {
            shape,
            column,
            contender,
            instructions: total.trim().parse::<u64>().ok()? / messages,
        })
    }
}

fn print(counts: &[Count]) {
    for column in ["decode", "encode", "views"] {
        let counts = counts.iter().filter(|count| count.column == column);
        let mut contenders: Vec<&str> = Vec::new();
        let mut shapes: Vec<&str> = Vec::new();
        let mut table: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for count in counts {
            remember(&mut contenders, count.contender);
            remember(&mut shapes, count.shape);
            table.insert((count.shape, count.contender), count.instructions);
        }
        let head: String = contenders.iter().map(|contender| format!("{contender:>15}")).collect();
        println!("{:<25}{head}", format!("{column}: instructions"));
        for shape in shapes {
            let cells = contenders.iter().map(|contender| {
                table.get(&(shape, *contender)).map_or(String::new(), u64::to_string)
            });
            println!("{shape:<25}{}", cells.map(|cell| format!("{cell:>15}")).collect::<String>());
        }
    }
}

/// Adds a name unless it is known, so that names stay in the order of their first appearance.
fn remember<'c>(known: &mut Vec<&'c str>, name: &'c str) {
    if !known.contains(&name) {
        known.push(name);
    }
}
