//! The failures that are not ours, as `interop/known.txt` lists them.

/// One line: who fails with whom in what, and why.
#[derive(Debug)]
pub struct Known<'a> {
    client: &'a str,
    server: &'a str,
    case: &'a str,
    transport: &'a str,
    /// The proof.
    pub reason: &'a str,
}

/// Reads the list: `CLIENT SERVER CASE TRANSPORT: REASON` a line, `*` for any, lines with `#` in
/// front left out.
///
/// # Errors
/// The line that is not like that.
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
    /// Whether it is a matter of timing.
    pub fn may_pass(&self) -> bool {
        self.reason.starts_with("sometimes")
    }

    /// Whether this is about that run.
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
