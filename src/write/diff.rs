//! Unified diffs, such that `patch -p0` or `git apply -p0` makes the folder what it should be.

use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

/// Finding the smallest diff of two large files that have little in common takes long; after this, any diff will do.
const PATIENCE: Duration = Duration::from_secs(2);

/// `None` stands for a file that is not there.
pub(crate) fn unified(path: &Path, old: Option<&str>, new: Option<&str>) -> String {
    let name = path.display().to_string();
    let header = |text: Option<&str>| if text.is_some() { name.clone() } else { "/dev/null".to_string() };
    let (before, after) = (header(old), header(new));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old.unwrap_or_default(), new.unwrap_or_default());
    diff.unified_diff().context_radius(3).header(&before, &after).to_string()
}
