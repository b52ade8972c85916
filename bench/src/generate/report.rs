//! The report, as Markdown.

use crate::measure::Cost;

/// The cost of a subject for a request.
#[derive(Clone, Copy)]
pub struct Measured {
    pub cost: Cost,
    /// The length of its responses, in bytes.
    pub output: u64,
}

impl Measured {
    pub fn best(self, other: Self) -> Self {
        Measured { cost: self.cost.best(other.cost), output: self.output }
    }
}

/// The costs of all subjects for a request.
struct Table {
    size: &'static str,
    request: u64,
    lines: Vec<(&'static str, Measured)>,
}

/// A table for each size of request.
#[derive(Default)]
pub struct Report(Vec<Table>);

impl Report {
    pub fn add(&mut self, size: &'static str, request: u64, lines: Vec<(&'static str, Measured)>) {
        self.0.push(Table { size, request, lines });
    }

    pub fn print(&self) {
        for table in &self.0 {
            println!("\n### {}: a request of {:.1} MB\n", table.size, megabytes(table.request));
            println!(
                "| | user CPU, s | wall, s | wall / user | peak memory, MB | / request | \
                 response, MB | s per MB of response |"
            );
            println!("|---|---|---|---|---|---|---|---|");
            let first = &table.lines[0].1;
            for (name, Measured { cost, output }) in &table.lines {
                let (user, wall) = (cost.user.as_secs_f64(), cost.wall.as_secs_f64());
                println!(
                    "| {name} | {user:.2} ({:.2}) | {wall:.2} ({:.2}) | {:.2} | {:.0} ({:.2}) | \
                     {:.1} | {} | {} |",
                    user / first.cost.user.as_secs_f64(),
                    wall / first.cost.wall.as_secs_f64(),
                    wall / user,
                    megabytes(cost.peak),
                    cost.peak as f64 / first.cost.peak as f64,
                    cost.peak as f64 / table.request as f64,
                    if *output == 0 { String::new() } else { format!("{:.1}", megabytes(*output)) },
                    if *output == 0 {
                        String::new()
                    } else {
                        format!("{:.3}", user / megabytes(*output))
                    },
                );
            }
        }
        self.print_growth();
    }

    /// Prints the cost per MB of request. If a cost grows in proportion to the request, the numbers
    /// of its line are equal.
    fn print_growth(&self) {
        let [first, .., last] = self.0.as_slice() else { return };
        println!("\n### Growth: user CPU per MB of request, ms\n");
        println!("| | {} |", self.0.iter().map(|table| table.size).collect::<Vec<_>>().join(" | "));
        println!("|---|{}", "---|".repeat(self.0.len()));
        debug_assert!(first.request <= last.request, "sizes are in order");
        for (name, _) in &first.lines {
            let per_megabyte = self.0.iter().map(|table| {
                let line = table.lines.iter().find(|(other, _)| other == name);
                line.map_or(String::new(), |(_, measured)| {
                    format!(
                        "{:.1}",
                        measured.cost.user.as_secs_f64() * 1e3 / megabytes(table.request)
                    )
                })
            });
            println!("| {name} | {} |", per_megabyte.collect::<Vec<_>>().join(" | "));
        }
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
