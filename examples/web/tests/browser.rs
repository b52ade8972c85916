//! The page in a real browser, and other clients on the same port.
//!
//! `scripts/fetch web` installs Chromium and bundles the page. Then run `cargo test -p web --
//! --include-ignored`.

use std::path::Path;
use std::process::Command;

use example_testing::{Process, run};

const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/peers/web");

fn server() -> (Process, String) {
    let page = Path::new(PEERS).join("page");
    assert!(
        page.join("page.js").exists(),
        "the page is not bundled; do so with: scripts/fetch web"
    );
    Process::serve(
        Command::new(env!("CARGO_BIN_EXE_web-server"))
            .args(["--addr", "127.0.0.1:0", "--page"])
            .arg(page),
    )
}

#[test]
#[ignore = "needs Chromium and npm's grpc-web: scripts/fetch web"]
fn a_page_greets() {
    let (_server, addr) = server();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser.js");
    run(Command::new("node").arg(script).arg(format!("http://{addr}/index.html")));
}
