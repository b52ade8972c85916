//! The cache folder with protoc, and the temporary folders beside it. No other user can change the
//! programs that run there.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::sandbox::{BINARY, Done, Sandbox, vendored_protoc};

/// Runs `generate` under `umask 000`, with a new cache folder.
fn generate(sandbox: &Sandbox, variables: &[(&str, &Path)]) -> Done {
    let mut command = sandbox.command("/bin/sh");
    command.args([
        "-c",
        "umask 000; exec \"$0\" \"$@\"",
        BINARY,
        "generate",
        "--out",
        "out",
        "a.proto",
    ]);
    command
        .env("XDG_CACHE_HOME", sandbox.path("cache"))
        .env("HOME", sandbox.path("home"))
        .envs(variables.iter().copied());
    sandbox.done(command.output().unwrap())
}

fn sandbox() -> Sandbox {
    Sandbox::new(&[("a.proto", "syntax = 'proto3'; message A {}")])
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Returns a folder and every path below it.
fn all(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut paths = vec![folder.to_owned()];
    if folder.is_dir() {
        paths.extend(fs::read_dir(folder).unwrap().flat_map(|entry| all(&entry.unwrap().path())));
    }
    paths
}

/// Returns the folder with protoc.
fn unpacked(sandbox: &Sandbox) -> std::path::PathBuf {
    let [name] = &sandbox.list("cache/rust-grpc")[..] else {
        panic!("{:?}", sandbox.list("cache/rust-grpc"))
    };
    sandbox.path("cache/rust-grpc").join(name)
}

#[test]
fn everything_is_private_whatever_the_umask() {
    let sandbox = sandbox();
    generate(&sandbox, &[]).quiet();
    for path in all(&sandbox.path("cache")) {
        let mode = fs::metadata(&path).unwrap().mode() & 0o777;
        let is_program = path.file_name().is_some_and(|name| name == "protoc");
        assert_eq!(mode, if path.is_dir() || is_program { 0o700 } else { 0o600 }, "{path:?}");
    }
    // Generated files are not private.
    assert_eq!(fs::metadata(sandbox.path("out/_.rs")).unwrap().mode() & 0o777, 0o666);
}

#[test]
fn the_folder_of_a_run_is_private() {
    let sandbox = sandbox();
    let real = vendored_protoc();
    sandbox.put(
        "protoc",
        format!(
            "#!/bin/sh\ncase $1 in @*) f=${{1#@}}; /bin/ls -ld \
                                   \"${{f%/*}}\" >&2;; esac\nexec {real:?} \"$@\"\n"
        ),
    );
    set_mode(&sandbox.path("protoc"), 0o755);
    let done = generate(&sandbox, &[("PROTOC", &sandbox.path("protoc"))]);
    assert!(done.code == 0 && done.stderr.starts_with("warning: drwx------"), "{done:?}");
}

#[test]
fn a_folder_that_others_can_change_is_not_used() {
    let help = "  help: make it a folder that you own and only you can write to (`chmod go-w`), or \
                set XDG_CACHE_HOME to such a folder, or PROTOC to the path of a protoc\n  \
                help: until then each run unpacks protoc into a temporary folder\n";
    let refused = |name: &str, why: &str, spoil: &dyn Fn(&Sandbox)| {
        let sandbox = sandbox();
        generate(&sandbox, &[]).quiet();
        fs::write(unpacked(&sandbox).join("protoc"), "#!/bin/sh\ntouch was_run\n").unwrap();
        spoil(&sandbox);
        let before = all(&sandbox.path("cache"));
        let done = generate(&sandbox, &[]);
        let expected = format!(
            "warning: the cache folder `SANDBOX/{name}` is not used for protoc: it {why}\n{help}"
        );
        assert_eq!((done.code, done.stderr), (0, expected));
        assert_eq!(all(&sandbox.path("cache")), before);
        assert!(sandbox.path("out/_.rs").is_file() && !sandbox.path("was_run").exists());
    };
    let by_others = "can be written to by other users";
    refused("cache", by_others, &|sandbox| set_mode(&sandbox.path("cache"), 0o777));
    refused("cache/rust-grpc", "is a link", &|sandbox| {
        fs::rename(sandbox.path("cache/rust-grpc"), sandbox.path("planted")).unwrap();
        symlink("../planted", sandbox.path("cache/rust-grpc")).unwrap();
    });
    // Only root can change the owner of a folder. In a user namespace, the user 65534 stands for
    // root.
    if chown(sandbox().path("a.proto"), Some(12345), None).is_ok() {
        let give_away =
            |sandbox: &Sandbox, name: &str| chown(sandbox.path(name), Some(12345), None).unwrap();
        refused("cache/rust-grpc", "belongs to another user", &|sandbox| {
            give_away(sandbox, "cache/rust-grpc")
        });
        refused("cache", "belongs to another user", &|sandbox| give_away(sandbox, "cache"));
    }
}

/// Older releases made the folder with the mode of the umask.
#[test]
fn a_folder_of_ours_that_others_can_change_is_closed() {
    for (open, closed) in [(0o775, 0o755), (0o777, 0o755), (0o720, 0o700), (0o2770, 0o2750)] {
        let sandbox = sandbox();
        generate(&sandbox, &[]).quiet();
        let (ours, protoc) = (sandbox.path("cache/rust-grpc"), unpacked(&sandbox).join("protoc"));
        let content = fs::read(&protoc).unwrap();
        fs::write(&protoc, "#!/bin/sh\ntouch was_run\n").unwrap();
        set_mode(&ours, open);
        generate(&sandbox, &[]).quiet();
        assert_eq!(fs::metadata(&ours).unwrap().mode() & 0o7777, closed, "{open:o}");
        assert!(
            fs::read(&protoc).unwrap() == content && !sandbox.path("was_run").exists(),
            "{open:o}"
        );
    }
}

/// The parents of the cache folder are checked too.
#[test]
fn a_folder_inside_one_that_others_can_change_is_not_used() {
    for by_link in [false, true] {
        let sandbox = sandbox();
        fs::create_dir_all(sandbox.path("shared/home/cache")).unwrap();
        set_mode(&sandbox.path("shared"), 0o777);
        let mut cache = sandbox.path("shared/home/cache");
        if by_link {
            symlink(&cache, sandbox.path("link")).unwrap();
            cache = sandbox.path("link");
        }
        let done = generate(&sandbox, &[("XDG_CACHE_HOME", &cache)]);
        let name = if by_link { "link" } else { "shared/home/cache" };
        let expected = format!(
            "warning: the cache folder `SANDBOX/{name}` is not used for protoc: `SANDBOX/shared` \
             can be written to by other users\n"
        );
        assert!(done.code == 0 && done.stderr.starts_with(&expected), "{done:?}");
        assert_eq!(sandbox.list("shared/home/cache"), [""; 0]);
        // The help says how to repair it.
        set_mode(&sandbox.path("shared"), 0o755);
        generate(&sandbox, &[("XDG_CACHE_HOME", &cache)]).quiet();
        assert_eq!(sandbox.list("shared/home/cache"), ["rust-grpc"]);
    }
}

/// Each run of protoc needs a temporary folder, also if protoc is not unpacked.
#[test]
fn a_temporary_folder_that_others_can_change_is_an_error() {
    let sandbox = sandbox();
    let (shared, inner) = (sandbox.path("shared"), sandbox.path("shared/inner"));
    fs::create_dir_all(&inner).unwrap();
    let protoc = vendored_protoc();
    let nowhere = sandbox.path("a.proto/cache");
    let not_safe = |name: &str, why: &str| {
        format!(
            "error: it is not safe to run protoc from the temporary folder `SANDBOX/{name}`: {why} \
             can be written to by other users\n  \
             help: set TMPDIR to a folder that you own and only you can write to, or set the \
             sticky \
             bit of a shared folder (`chmod +t`)\n"
        )
    };
    for with in [("PROTOC", protoc.as_path()), ("XDG_CACHE_HOME", nowhere.as_path())] {
        let run = |temporary: &Path| generate(&sandbox, &[("TMPDIR", temporary), with]);
        set_mode(&shared, 0o777);
        let done = run(&shared);
        assert_eq!((done.code, done.stderr), (2, not_safe("shared", "it")));
        let done = run(&inner);
        assert_eq!((done.code, done.stderr), (2, not_safe("shared/inner", "`SANDBOX/shared`")));
        set_mode(&shared, 0o1777);
        run(&shared).quiet();
        set_mode(&shared, 0o700);
        run(&inner).quiet();
        let done = run(&sandbox.path("missing"));
        let expected = "error: cannot create a temporary folder in `SANDBOX/missing`: \
                        No such file or directory\n  help: set TMPDIR to a writable folder\n";
        assert_eq!((done.code, done.stderr.as_str()), (2, expected));
    }
}

#[test]
fn a_shared_folder_with_the_sticky_bit_will_do() {
    let sandbox = sandbox();
    fs::create_dir(sandbox.path("cache")).unwrap();
    set_mode(&sandbox.path("cache"), 0o1777);
    generate(&sandbox, &[]).quiet();
    assert!(unpacked(&sandbox).join("protoc").is_file());
}

#[test]
fn foreign_files_in_the_folder_are_removed() {
    let sandbox = sandbox();
    generate(&sandbox, &[]).quiet();
    let folder = unpacked(&sandbox);
    sandbox.put("a.proto", "syntax = 'proto3'; import 'google/protobuf/planted.proto';");
    for spoil in [
        &|| {
            fs::write(folder.join("include/google/protobuf/planted.proto"), "syntax = 'proto3';")
                .unwrap()
        },
        &|| {
            symlink(sandbox.path("a.proto"), folder.join("include/google/protobuf/planted.proto"))
                .unwrap()
        },
        &|| fs::write(folder.join("protoc"), "#!/bin/sh\ntouch was_run\n").unwrap(),
        &|| set_mode(&folder.join("protoc"), 0o777),
        &|| set_mode(&folder.join("include"), 0o777),
        &|| symlink("include", folder.join("more")).unwrap(),
    ] as [&dyn Fn(); 6]
    {
        spoil();
        let done = generate(&sandbox, &[]);
        assert!(
            done.code == 2
                && done.stderr.contains("\"google/protobuf/planted.proto\" is not found"),
            "{done:?}"
        );
        let wrong = all(&folder).into_iter().find(|path| {
            let metadata = fs::symlink_metadata(path).unwrap();
            metadata.is_symlink() || metadata.mode() & 0o022 != 0 || path.ends_with("planted.proto")
        });
        assert_eq!(wrong, None);
        assert_eq!(unpacked(&sandbox), folder);
    }
    assert!(!sandbox.path("was_run").exists());
}

#[test]
fn folders_of_a_killed_run_are_removed_after_an_hour() {
    let sandbox = sandbox();
    for name in [".new-a1B2c3", ".new-a1B2c4", ".old-a1B2c3", ".new-somebody-elses"] {
        sandbox.put(&format!("cache/rust-grpc/{name}/include/any.proto"), "");
    }
    for name in [".new-a1B2c3", ".old-a1B2c3", ".new-somebody-elses"] {
        let folder = File::open(sandbox.path("cache/rust-grpc").join(name)).unwrap();
        folder.set_modified(SystemTime::now() - Duration::from_secs(3700)).unwrap();
    }
    set_mode(&sandbox.path("cache"), 0o700);
    set_mode(&sandbox.path("cache/rust-grpc"), 0o700);
    generate(&sandbox, &[]).quiet();
    let left = sandbox.list("cache/rust-grpc");
    assert_eq!(left[..2], [".new-a1B2c4", ".new-somebody-elses"]);
    assert!(left.len() == 3 && left[2].starts_with("protoc-"), "{left:?}");
}
