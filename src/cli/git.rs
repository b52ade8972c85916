//! The public commit of a checkout.

use std::path::Path;
use std::process::Command;

/// A commit in a public repository.
#[derive(Debug, PartialEq, Eq)]
pub struct Commit {
    /// The address of the repository, e.g. `https://example.com/acme/repository.git`.
    pub url: String,
    /// The hash of the commit.
    pub id: String,
}

/// Returns the commit of a checkout if others can fetch it: the remote `origin` has a public
/// address, and one of its branches has the commit.
pub(super) fn public_commit(checkout: &Path) -> Option<Commit> {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        // Hooks of git set these variables, which name another repository.
        git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
        let output = git.arg("-C").arg(checkout).args(arguments).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let url = public_url(&git(&["remote", "get-url", "origin"])?)?;
    let id = git(&["rev-parse", "HEAD"])?;
    git(&["branch", "--remotes", "--list", "origin/*", "--contains", &id])?;
    Some(Commit { url, id })
}

/// Returns the address of a remote without user and token. Returns `None` if the host may be
/// private.
fn public_url(remote: &str) -> Option<String> {
    let rest = remote.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.rsplit('@').next()?;
    let name = host.split(':').next()?;
    // Hosts in a private network have a name without a dot, or a numeric address.
    let is_public = name.contains('.') && name.ends_with(|c: char| c.is_ascii_alphabetic());
    is_public.then(|| format!("https://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_their_user() {
        let url = Some("https://example.com/acme/a.git".to_owned());
        assert_eq!(public_url("https://example.com/acme/a.git"), url);
        assert_eq!(public_url("https://ada:secret@example.com/acme/a.git"), url);
        assert_eq!(public_url("https://token@example.com/acme/a.git"), url);
        for private in [
            "/home/ada/a",
            "file:///home/ada/a",
            "git@example.com:acme/a.git",
            "ssh://git@example.com/acme/a.git",
            "http://example.com/acme/a.git",
            "https://localhost:8080/acme/a.git",
            "https://127.0.0.1/a.git",
            "https://build-host/a.git",
        ] {
            assert_eq!(public_url(private), None, "{private}");
        }
    }

    #[test]
    fn commits_are_public_if_the_remote_has_them() {
        let folder = tempfile::tempdir().unwrap();
        let git = |arguments: &[&str]| {
            let mut git = Command::new("git");
            git.arg("-C").arg(folder.path());
            git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]).args(arguments);
            let output = git.output().expect("git runs");
            assert!(output.status.success(), "{output:?}");
        };
        git(&["init", "--quiet"]);
        git(&["commit", "--quiet", "--allow-empty", "--message", "one"]);
        assert_eq!(public_commit(folder.path()), None);
        git(&["remote", "add", "origin", "https://ada:secret@example.com/acme/a.git"]);
        assert_eq!(public_commit(folder.path()), None);
        git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        let commit = public_commit(folder.path()).unwrap();
        assert_eq!((commit.url.as_str(), commit.id.len()), ("https://example.com/acme/a.git", 40));
        git(&["commit", "--quiet", "--allow-empty", "--message", "two"]);
        assert_eq!(public_commit(folder.path()), None);
    }
}
