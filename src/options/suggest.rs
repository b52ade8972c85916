//! Suggestions for a misspelt key.

/// Returns the candidate with the smallest edit distance, if it is at most 2.
pub(crate) fn closest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let similar = candidates
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 2 * char::MAX.len_utf8());
    similar.map(|c| (distance(word, c), c)).filter(|(d, _)| *d <= 2).min().map(|(_, c)| c)
}

/// Returns the Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substitution = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substitution.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_candidate_is_found() {
        let keys = || ["codec", "client", "extern_path"].into_iter();
        assert_eq!(closest("codex", keys()), Some("codec"));
        assert_eq!(closest("extern_paths", keys()), Some("extern_path"));
        assert_eq!(closest("zebra", keys()), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
