//! Starts servers and Python peers for tests. Each process ends with its test.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// The time after which a process is taken to hang. Everything here takes less.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running process, killed when dropped.
pub struct Process {
    child: Child,
    name: String,
    output: Arc<Output>,
}

/// The output of a process so far, on both streams.
#[derive(Default)]
struct Output {
    text: Mutex<Text>,
    changed: Condvar,
}

#[derive(Default)]
struct Text {
    lines: Vec<String>,
    closed: u8,
}

/// How a process ended.
#[derive(Debug)]
pub struct Finished {
    /// The exit status.
    pub status: ExitStatus,
    /// The output on both streams.
    pub output: String,
}

impl Process {
    /// Starts `command` and collects its output.
    pub fn start(command: &mut Command) -> Self {
        let name = format!("{command:?}");
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("cannot start {name}: {e}"));
        let output = Arc::<Output>::default();
        output.collect(child.stdout.take().expect("stdout is piped"));
        output.collect(child.stderr.take().expect("stderr is piped"));
        Self { child, name, output }
    }

    /// Starts a server and waits until it prints `listening on ADDRESS`. Returns the process and
    /// the address.
    pub fn serve(command: &mut Command) -> (Self, String) {
        let server = Self::start(command);
        let line = server.wait_for("listening on ");
        let addr = line["listening on ".len()..].to_owned();
        (server, addr)
    }

    /// Waits for a line that starts with `prefix`, and returns the line.
    pub fn wait_for(&self, prefix: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut text = self.output.text.lock().expect("no reader panics");
        loop {
            if let Some(line) = text.lines.iter().find(|line| line.starts_with(prefix)) {
                return line.clone();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if text.closed == 2 || left.is_zero() {
                panic!("{} did not print `{prefix}`, only:\n{}", self.name, text.lines.join("\n"));
            }
            text = self.output.changed.wait_timeout(text, left).expect("no reader panics").0;
        }
    }

    /// Sends SIGTERM to the process, as a service manager does.
    pub fn terminate(&self) {
        self.signal("-TERM");
    }

    /// Sends SIGINT to the process, as Ctrl-C does.
    pub fn interrupt(&self) {
        self.signal("-INT");
    }

    /// Stops the process without ending it. Its connections stay, but it does nothing.
    pub fn pause(&self) {
        self.signal("-STOP");
    }

    fn signal(&self, signal: &str) {
        let status = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status()
            .expect("there is `kill`");
        assert!(status.success(), "kill {signal} {}: {status}", self.name);
    }

    /// Waits until the process ends.
    pub fn wait(mut self) -> Finished {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child can be waited for") {
                break status;
            }
            assert!(
                Instant::now() < deadline,
                "{} hangs; it printed:\n{}",
                self.name,
                self.output.text()
            );
            std::thread::sleep(Duration::from_millis(5));
        };
        Finished { status, output: self.output.wait_until_closed() }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both calls fail if the process has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Output {
    fn collect(self: &Arc<Self>, stream: impl Read + Send + 'static) {
        let output = Arc::clone(self);
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                output.text.lock().expect("no reader panics").lines.push(line);
                output.changed.notify_all();
            }
            output.text.lock().expect("no reader panics").closed += 1;
            output.changed.notify_all();
        });
    }

    fn text(&self) -> String {
        self.text.lock().expect("no reader panics").lines.join("\n")
    }

    fn wait_until_closed(&self) -> String {
        let text = self.text.lock().expect("no reader panics");
        self.changed
            .wait_while(text, |text| text.closed < 2)
            .expect("no reader panics")
            .lines
            .join("\n")
    }
}

/// Runs `command` to its end and returns its output.
///
/// # Panics
/// Panics with the output if the command fails.
pub fn run(command: &mut Command) -> String {
    let name = format!("{command:?}");
    let Finished { status, output } = Process::start(command).wait();
    assert!(status.success(), "{name}: {status}\n{output}");
    output
}

/// Returns a command that runs `script` with the Python of `scripts/fetch python`.
///
/// # Panics
/// Panics if that Python does not exist: a missing peer is a failed test, not a skipped one.
pub fn python(script: impl AsRef<OsStr>) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = root.join("target/peers/python/bin/python");
    assert!(
        python.exists(),
        "the Python peers are missing; install them with: scripts/fetch python"
    );
    let mut command = Command::new(python);
    // Scripts can `import stubs`. `-u` turns buffering off, so that a killed process loses no
    // output.
    command.arg("-u").arg(script).env("PYTHONPATH", shared_python());
    command
}

fn shared_python() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python")
}
