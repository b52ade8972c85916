//! The table of figures, as it is published in docs/internals/stack.md.

use std::fmt;

use super::search::OPERATIONS;

/// The stack that an operation takes, in KiB.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    pub ours: usize,
    pub prosts: usize,
}

/// The figures of one profile.
pub struct Table {
    title: String,
    /// The name of a shape, and its figures in the order of [`OPERATIONS`].
    rows: Vec<(String, Vec<Figures>)>,
}

impl Table {
    pub fn new(title: &str) -> Self {
        Table { title: title.to_owned(), rows: Vec::new() }
    }

    /// Returns the table with this title in a document.
    #[cfg(test)]
    pub fn published(document: &str, title: &str) -> Option<Self> {
        let rows =
            document.lines().skip_while(|line| !line.starts_with(&format!("| {title} |"))).skip(2);
        let rows = rows
            .take_while(|line| line.starts_with('|'))
            .map(Self::row)
            .collect::<Option<Vec<_>>>()?;
        (!rows.is_empty()).then(|| Table { title: title.to_owned(), rows })
    }

    /// Parses a row, e.g. `| maps | 168 / 260 (0.65) | ... |`.
    #[cfg(test)]
    fn row(line: &str) -> Option<(String, Vec<Figures>)> {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let shape = cells.next()?.to_owned();
        let figures = cells.map(|cell| {
            let (ours, rest) = cell.split_once(" / ")?;
            let (prosts, _) = rest.split_once(' ')?;
            Some(Figures { ours: ours.parse().ok()?, prosts: prosts.parse().ok()? })
        });
        Some((shape, figures.collect::<Option<_>>()?))
    }

    /// Returns the figures of an operation.
    #[cfg(test)]
    pub fn get(&self, shape: &str, operation: &str) -> Option<Figures> {
        let (_, row) = self.rows.iter().find(|(name, _)| name == shape)?;
        row.get(OPERATIONS.iter().position(|known| *known == operation)?).copied()
    }

    /// Adds the figures of the next operation.
    pub fn add(&mut self, shape: &str, figures: Figures) {
        match self.rows.last_mut() {
            Some((name, row)) if name == shape => row.push(figures),
            _ => self.rows.push((shape.to_owned(), vec![figures])),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| {} | {} |",
            self.title,
            OPERATIONS.map(|name| format!("`{name}`")).join(" | ")
        )?;
        writeln!(f, "|---|{}", "--:|".repeat(OPERATIONS.len()))?;
        for (shape, row) in &self.rows {
            write!(f, "| {shape} |")?;
            for Figures { ours, prosts } in row {
                write!(f, " {ours} / {prosts} ({:.2}) |", *ours as f64 / *prosts as f64)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
