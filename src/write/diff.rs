//! Unified diffs, which `patch -p0` and `git apply -p0` apply to the folder.
//!
//! No crate is used for the diffs. Such a crate takes a tenth of the time in which this library
//! compiles.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

/// The number of changes up to which the smallest diff is searched. The search takes long for two
/// large files that have little in common, so beyond this number any diff is good enough.
const PATIENCE: usize = 1000;

/// The number of unchanged lines that are shown before and behind changed lines.
const CONTEXT: usize = 3;

/// A run of equal lines, with its first line in each text.
#[derive(Debug, Clone, Copy)]
struct Same {
    old: usize,
    new: usize,
    count: usize,
}

/// Returns the diff from the old to the new text of a file.
pub(crate) fn unified(path: &Path, old: &str, new: &str) -> String {
    let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let same = same(&old, &new);
    let path = path.display();
    let mut text = format!("--- {path}\n+++ {path}\n");
    for hunk in hunks(&same, old.len(), new.len()) {
        write_hunk(&mut text, hunk, &old, &new);
    }
    text
}

/// The changed ranges of lines in the old and the new text. One of the two may be empty.
type Changes = Vec<(Range<usize>, Range<usize>)>;

/// Returns the changes, grouped by the hunk that shows them.
fn hunks(same: &[Same], old: usize, new: usize) -> Vec<Changes> {
    let mut hunks: Vec<Changes> = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for Same { old, new, count } in same.iter().copied().chain([Same { old, new, count: 0 }]) {
        if from_old < old || from_new < new {
            let change = (from_old..old, from_new..new);
            match hunks.last_mut() {
                Some(hunk)
                    if hunk.last().is_some_and(|(last, _)| from_old - last.end <= 2 * CONTEXT) =>
                {
                    hunk.push(change)
                }
                _ => hunks.push(vec![change]),
            }
        }
        (from_old, from_new) = (old + count, new + count);
    }
    hunks
}

fn write_hunk(text: &mut String, changes: Changes, old: &[&str], new: &[&str]) {
    let (Some((first_old, first_new)), Some((last_old, last_new))) =
        (changes.first(), changes.last())
    else {
        return;
    };
    let before = first_old.start.min(CONTEXT);
    let after = (old.len() - last_old.end).min(CONTEXT);
    let range = |lines: Range<usize>| match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    };
    let [from, to] = [
        first_old.start - before..last_old.end + after,
        first_new.start - before..last_new.end + after,
    ]
    .map(range);
    let _ = writeln!(text, "@@ -{from} +{to} @@");
    let mut at = first_old.start - before;
    for (removed, added) in &changes {
        write_lines(text, ' ', &old[at..removed.start]);
        write_lines(text, '-', &old[removed.clone()]);
        write_lines(text, '+', &new[added.clone()]);
        at = removed.end;
    }
    write_lines(text, ' ', &old[at..last_old.end + after]);
}

fn write_lines(text: &mut String, sign: char, lines: &[&str]) {
    for line in lines {
        text.push(sign);
        text.push_str(line);
        if !line.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// Returns the lines that both texts have in common, in order, as found by Myers' "An O(ND)
/// Difference Algorithm" (1986). Their number is the highest possible, unless [`PATIENCE`] ends the
/// search.
fn same(old: &[&str], new: &[&str]) -> Vec<Same> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let end = old[start..]
        .iter()
        .rev()
        .zip(new[start..].iter().rev())
        .take_while(|(old, new)| old == new)
        .count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let mut same = vec![Same { old: 0, new: 0, count: start }];
    let within = shortest(&old[start..old_end], &new[start..new_end]);
    same.extend(within.into_iter().map(|same| Same {
        old: same.old + start,
        new: same.new + start,
        ..same
    }));
    same.push(Same { old: old_end, new: new_end, count: end });
    same.retain(|same| same.count > 0);
    same
}

/// Finds the longest common lines. A diagonal is numbered by how far `old` is ahead of `new`. For
/// each number of changes, the search records how far each diagonal gets. The records lead from the
/// end back to the beginning.
fn shortest(old: &[&str], new: &[&str]) -> Vec<Same> {
    let most = (old.len() + new.len()).min(PATIENCE);
    let middle = most + 1;
    let mut furthest = vec![0; 2 * middle + 1];
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for changes in 0..=most {
        steps.push(furthest[middle - changes..=middle + changes].to_vec());
        for diagonal in (middle - changes..=middle + changes).step_by(2) {
            let (below, above) = (furthest[diagonal - 1], furthest[diagonal + 1]);
            let adds =
                diagonal == middle - changes || diagonal != middle + changes && below < above;
            let mut at = if adds { above } else { below + 1 };
            while let (Some(line), Some(other)) =
                (old.get(at), new.get((at + middle).wrapping_sub(diagonal)))
            {
                if line != other {
                    break;
                }
                at += 1;
            }
            furthest[diagonal] = at;
            if at >= old.len() && (at + middle).saturating_sub(diagonal) >= new.len() {
                return back(&steps, middle, old.len(), new.len());
            }
        }
    }
    Vec::new()
}

fn back(steps: &[Vec<usize>], middle: usize, old: usize, new: usize) -> Vec<Same> {
    let mut same = Vec::new();
    let (mut old, mut new) = (old, new);
    for (changes, furthest) in steps.iter().enumerate().rev() {
        let diagonal = old + middle - new;
        let at = |diagonal: usize| {
            furthest.get((diagonal + changes).wrapping_sub(middle)).copied().unwrap_or(0)
        };
        if changes == 0 {
            same.push(Same { old: 0, new: 0, count: old });
            break;
        }
        // One change, followed by equal lines.
        let adds = diagonal == middle - changes
            || diagonal != middle + changes && at(diagonal - 1) < at(diagonal + 1);
        let from = if adds { diagonal + 1 } else { diagonal - 1 };
        let (from_old, from_new) = (at(from), at(from) + middle - from);
        let begin = if adds { (from_old, from_new + 1) } else { (from_old + 1, from_new) };
        same.push(Same { old: begin.0, new: begin.1, count: old - begin.0 });
        (old, new) = (from_old, from_new);
    }
    same.reverse();
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: &str, new: &str) -> String {
        let text = unified(Path::new("a"), old, new);
        text.strip_prefix("--- a\n+++ a\n").unwrap().to_owned()
    }

    /// Applies a diff as `patch` does, and returns the new text.
    fn patched(old: &str, diff: &str) -> String {
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let (mut new, mut at) = (String::new(), 0);
        for line in diff.split_inclusive('\n') {
            if let Some(header) = line.strip_prefix("@@ -") {
                let (from, _) = header.split_once(' ').unwrap();
                let (start, count) = from.split_once(',').unwrap_or((from, "1"));
                let start = start.parse::<usize>().unwrap() - usize::from(count != "0");
                new.push_str(&old[at..start].concat());
                at = start;
                continue;
            }
            let rest = &line[1..];
            match &line[..1] {
                " " => {
                    assert_eq!(old[at], rest);
                    new.push_str(rest);
                    at += 1;
                }
                "-" => {
                    assert_eq!(old[at], rest);
                    at += 1;
                }
                "+" => new.push_str(rest),
                _ => panic!("{line}"),
            }
        }
        new + &old[at..].concat()
    }

    #[test]
    fn hunks_are_as_diff_prints_them() {
        assert_eq!(diff("a\nb\nc\n", "a\nx\nc\n"), "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
        assert_eq!(diff("", "a\n"), "@@ -0,0 +1 @@\n+a\n");
        assert_eq!(diff("a", "a\n"), "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
        let lines = |changed: usize| {
            (0..20)
                .map(|nth| if nth == changed { "x\n".into() } else { format!("{nth}\n") })
                .collect::<String>()
        };
        assert_eq!(
            diff(&lines(9), &lines(99)),
            "@@ -7,7 +7,7 @@\n 6\n 7\n 8\n-x\n+9\n 10\n 11\n 12\n"
        );
        assert_eq!(diff(&lines(1), &lines(18)).matches("@@ -").count(), 2);
        assert_eq!(diff(&lines(5), &lines(11)).matches("@@ -").count(), 1);
    }

    #[test]
    fn a_diff_makes_one_text_the_other() {
        let mut state = 7_u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for _ in 0..500 {
            let mut text =
                || (0..random(30)).map(|_| format!("{}\n", random(6))).collect::<String>();
            let (old, new) = (text(), text());
            assert_eq!(patched(&old, &diff(&old, &new)), new, "{old} -> {new}");
        }
        let long = |with: &str| (0..3000).map(|nth| format!("{with}{nth}\n")).collect::<String>();
        assert_eq!(patched(&long("a"), &diff(&long("a"), &long("b"))), long("b"));
    }
}
