//! The failures of other implementations, listed in `interop/known.txt`.

/// A line of the list: the runs that fail, and the reason.
#[derive(Debug)]
pub struct Known<'a> {
    client: &'a str,
    server: &'a str,
    case: &'a str,
    transport: &'a str,
    /// The evidence that the failure is not ours.
    pub reason: &'a str,
}

/// Reads the list. A line is `CLIENT SERVER CASE TRANSPORT: REASON`, where `*` matches any word.
/// Lines that begin with `#` are comments.
///
/// # Errors
/// Returns the first malformed line.
pub fn parse(text: &str) -> Result<Vec<Known<'_>>, String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (what, reason) =
                line.split_once(": ").ok_or_else(|| format!("no reason: {line}"))?;
            let [client, server, case, transport] = what.split_whitespace().collect::<Vec<_>>()[..]
            else {
                return Err(format!("expected client, server, case and transport: {line}"));
            };
            Ok(Known { client, server, case, transport, reason })
        })
        .collect()
}

impl Known<'_> {
    /// Whether the failure depends on timing.
    pub fn may_pass(&self) -> bool {
        self.reason.starts_with("sometimes")
    }

    /// Whether the line applies to a run.
    pub fn covers(&self, client: &str, server: &str, case: &str, transport: &str) -> bool {
        let fits = |pattern: &str, text: &str| match pattern.strip_suffix('*') {
            Some(start) => text.starts_with(start),
            None => pattern == text,
        };
        fits(self.client, client)
            && fits(self.server, server)
            && fits(self.case, case)
            && fits(self.transport, transport)
    }
}
