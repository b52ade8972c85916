//! Runs every client against every server: `matrix [--quick true] [--only NAME]`. `NAME` is a
//! client or a server.

use std::collections::BTreeMap;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use interop::flags::Flags;
use interop::known::{self, Known};
use interop::peers::{PEERS, Peer};

/// The number of clients at a time. A client spends time waiting, so there are more than cores.
const WORKERS: usize = 4;
const CLIENT_LIMIT: Duration = Duration::from_secs(60);
const SERVER_LIMIT: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let outcome = run();
    interop::flags::finish(outcome)
}

/// A run of a client.
struct Run {
    client: &'static Peer,
    server: &'static Peer,
    case: &'static str,
    transport: &'static str,
    port: u16,
}

/// The outcome of a run.
struct Done {
    run: Run,
    /// The output of the client, if it failed.
    problem: Option<String>,
}

fn run() -> Result<(), String> {
    let flags = Flags::parse(&["quick", "only"])?;
    let list = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/known.txt"))
        .map_err(|error| error.to_string())?;
    let known = known::parse(&list)?;
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers/interop");
    let is_about_us = |name: &str| name.starts_with("ours") || name == "tonic";
    let only = flags.get("only");
    let taking_part: Vec<_> = PEERS
        .iter()
        .filter(|peer| peer.quick || !flags.is_true("quick"))
        .filter(|peer| {
            only.is_none_or(|only| only == peer.name || is_about_us(only) || is_about_us(peer.name))
        })
        .collect();

    let mut done = Vec::new();
    for (transport, secure) in [("plain", false), ("tls", true)] {
        let servers = start(&taking_part, &peers, secure)?;
        let mut runs = Vec::new();
        for server in &servers {
            for client in &taking_part {
                // Each pair has a program of ours. Pairs of other programs are left out.
                let about_us = is_about_us(client.name) || is_about_us(server.peer.name);
                let wanted =
                    only.is_none_or(|only| only == client.name || only == server.peer.name);
                if about_us && wanted {
                    runs.extend(client.cases().map(|case| Run {
                        client,
                        server: server.peer,
                        case,
                        transport,
                        port: server.port,
                    }));
                }
            }
        }
        done.extend(run_all(runs, &peers, secure));
    }
    report(&done, &known)
}

/// A server that is stopped when this value is dropped.
struct Running {
    peer: &'static Peer,
    port: u16,
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        // The server may have ended by itself. Then there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(
    taking_part: &[&'static Peer],
    peers: &Path,
    secure: bool,
) -> Result<Vec<Running>, String> {
    let mut servers = Vec::new();
    for peer in taking_part {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .map_err(|error| error.to_string())?
            .port();
        let mut command = peer.server(peers, port, secure);
        let child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null()).spawn();
        let child = child.map_err(|error| {
            format!("cannot start the server of {}: {error}: run interop/peers", peer.name)
        })?;
        servers.push(Running { peer, port, child });
    }
    let start = Instant::now();
    for server in &mut servers {
        while TcpStream::connect(("127.0.0.1", server.port)).is_err() {
            let ended = server.child.try_wait().map_err(|error| error.to_string())?;
            if ended.is_some() || start.elapsed() > SERVER_LIMIT {
                return Err(format!(
                    "the server of {} does not listen; try {:?}",
                    server.peer.name,
                    server.peer.server(peers, server.port, secure)
                ));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
    Ok(servers)
}

fn run_all(runs: Vec<Run>, peers: &Path, secure: bool) -> Vec<Done> {
    let (runs, done) = (Mutex::new(runs.into_iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let Some(run) = runs.lock().unwrap_or_else(PoisonError::into_inner).next()
                    else {
                        return;
                    };
                    let problem = call(run.client.client(peers, run.port, secure, run.case)).err();
                    done.lock().unwrap_or_else(PoisonError::into_inner).push(Done { run, problem });
                }
            });
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a client to its end. Its output is the error.
fn call(mut command: Command) -> Result<(), String> {
    let log = tempfile();
    let file = std::fs::File::create(&log).map_err(|error| error.to_string())?;
    let other = file.try_clone().map_err(|error| error.to_string())?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(other)
        .spawn()
        .map_err(|error| format!("cannot start {command:?}: {error}"))?;
    let start = Instant::now();
    let ended = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status.success(),
            None if start.elapsed() > CLIENT_LIMIT => {
                let _ = child.kill();
                let _ = child.wait();
                break false;
            }
            None => thread::sleep(Duration::from_millis(10)),
        }
    };
    let mut said = String::new();
    let read = std::fs::File::open(&log).and_then(|mut file| file.read_to_string(&mut said));
    let _ = std::fs::remove_file(&log);
    read.map_err(|error| error.to_string())?;
    if ended {
        Ok(())
    } else {
        Err(said
            .lines()
            .rev()
            .take(6)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
            .join("\n"))
    }
}

/// Returns a new file name for each call.
fn tempfile() -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    std::env::temp_dir().join(format!(
        "interop-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    ))
}

fn report(done: &[Done], known: &[Known<'_>]) -> Result<(), String> {
    let mut table: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
    let place =
        |peer: &Peer| PEERS.iter().position(|one| one.name == peer.name).unwrap_or_default();
    let (mut passed, mut expected, mut failed) = (0, 0, 0);
    for Done { run: Run { client, server, case, transport, .. }, problem } in done {
        let cell = table.entry((place(client), place(server))).or_default();
        cell.1 += 1;
        let listed =
            known.iter().find(|known| known.covers(client.name, server.name, case, transport));
        match (problem, listed) {
            (None, listed) if listed.is_none_or(Known::may_pass) => {
                cell.0 += 1;
                passed += 1;
            }
            (Some(_), Some(_)) => expected += 1,
            (Some(problem), None) => {
                failed += 1;
                println!(
                    "FAILED: {} client, {} server, {case}, {transport}\n{problem}\n",
                    client.name, server.name
                );
            }
            (None, listed) => {
                failed += 1;
                println!(
                    "PASSED though known.txt says it cannot ({}): {} client, {} server, {case}, \
                     {transport}\n",
                    listed.map_or("", |known| known.reason),
                    client.name,
                    server.name
                );
            }
        }
    }
    println!("passed of all, clients down, servers across");
    print!("{:<12}", "");
    let servers: Vec<_> =
        (0..PEERS.len()).filter(|server| table.keys().any(|key| key.1 == *server)).collect();
    for server in &servers {
        print!("{:>12}", PEERS[*server].name);
    }
    println!();
    for (client, peer) in PEERS.iter().enumerate() {
        if !table.keys().any(|key| key.0 == client) {
            continue;
        }
        print!("{:<12}", peer.name);
        for server in &servers {
            match table.get(&(client, *server)) {
                Some((passed, all)) => print!("{:>12}", format!("{passed}/{all}")),
                None => print!("{:>12}", "-"),
            }
        }
        println!();
    }
    println!("\n{expected} runs failed as interop/known.txt says, for reasons that are the peer's");
    println!("{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} runs went wrong", done.len())) }
}
