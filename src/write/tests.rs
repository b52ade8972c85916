use super::*;

fn output(files: &[(&str, &str)]) -> Output {
    let files = files
        .iter()
        .map(|(name, text)| OutputFile {
            name: (*name).into(),
            package: None,
            content: format!("{NOTICE}v0\n{text}\n"),
        })
        .collect();
    Output { files, ..Output::default() }
}

fn drift(folder: &Path, output: &Output) -> String {
    let drift = compare(folder, output).unwrap().drift();
    let lines: Vec<String> = drift.iter().map(|drift| drift.diagnostic.to_string()).collect();
    lines.join("\n").replace(folder.to_str().unwrap(), "DIR")
}

#[test]
fn writes_what_changed_and_tells_three_kinds_of_drift_apart() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let first = output(&[("a.rs", "struct A;"), ("b.rs", "struct B;"), ("sub/c.rs", "struct C;")]);
    assert_eq!(
        compare(folder, &first).unwrap().write().unwrap(),
        [folder.join("a.rs"), folder.join("b.rs"), folder.join("sub/c.rs")]
    );
    assert_eq!(drift(folder, &first), "");
    let written = || fs::metadata(folder.join("a.rs")).unwrap().modified().unwrap();
    let before = written();

    // A file that was written by hand is left alone.
    fs::write(folder.join("mine.rs"), "struct Mine;").unwrap();
    let second =
        output(&[("a.rs", "struct A;"), ("b.rs", "struct Changed;"), ("d.rs", "struct D;")]);
    fs::write(folder.join("old.rs"), &first.files[0].content).unwrap();
    assert_eq!(
        drift(folder, &second),
        "`DIR/b.rs` is changed: it is not what is generated now\n`DIR/d.rs` is missing\n\
         `DIR/old.rs` is an orphan: it is no longer generated\n  help: if no other \
         command generates it, `generate --prune` deletes it"
    );
    let comparison = compare(folder, &second).unwrap();
    assert_eq!(comparison.orphans().collect::<Vec<_>>(), [folder.join("old.rs")]);
    let diffs: String = comparison.drift().into_iter().map(|drift| drift.diff).collect();
    assert!(diffs.contains("-struct B;\n+struct Changed;\n"), "{diffs}");
    assert!(!diffs.contains("struct D") && !diffs.contains("old.rs"), "{diffs}");
    comparison.write().unwrap();
    assert_eq!(comparison.prune().unwrap(), [folder.join("old.rs")]);
    assert!(!folder.join("old.rs").exists() && folder.join("mine.rs").exists());
    assert_eq!(written(), before, "an unchanged file is not touched");
    assert_eq!(fs::read_to_string(folder.join("b.rs")).unwrap(), second.files[1].content);
}

#[test]
fn formatting_and_line_ends_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = output(&[("a.rs", "struct A { a: u8, b: u8 }"), ("b.rs", "struct B;")]);
    compare(folder.path(), &output).unwrap().write().unwrap();
    fs::write(
        folder.path().join("a.rs"),
        format!("{NOTICE}v0\nstruct A {{\n    a: u8,\n    b: u8,\n}}\n"),
    )
    .unwrap();
    fs::write(folder.path().join("b.rs"), output.files[1].content.replace('\n', "\r\n")).unwrap();
    let text = drift(folder.path(), &output);
    assert!(
        text.contains("`DIR/a.rs`: only formatting differs: was rustfmt run over generated code?"),
        "{text}"
    );
    assert!(text.contains("`DIR/b.rs`: only line ends differ"), "{text}");
}

#[test]
fn a_failed_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    // A folder in the place of a file cannot be read as one.
    fs::create_dir(folder.join("b.rs")).unwrap();
    let output = output(&[("a.rs", "struct A;"), ("b.rs", "struct B;")]);
    let error = compare(folder, &output).err().unwrap().to_string();
    assert!(error.contains("cannot read") && error.contains("b.rs"), "{error}");
    // A file in the place of the folder.
    fs::write(folder.join("file"), "").unwrap();
    assert!(compare(&folder.join("file"), &output).is_err());
    assert!(
        compare(&folder.join("file/below"), &output)
            .and_then(|comparison| comparison.write())
            .is_err()
    );
    let left: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn packages_with_folders_leave_orphans_there() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let in_folders = |names: &[&str]| {
        let mut output = output(&names.iter().map(|name| (*name, "struct A;")).collect::<Vec<_>>());
        output.files.iter_mut().for_each(|file| file.package = Some(String::new()));
        output
    };
    // Another command may write there a file that is no package.
    compare(folder, &in_folders(&["acme/v1/acme.v1.rs", "acme/own.v1.rs", "other/other.rs"]))
        .unwrap()
        .write()
        .unwrap();
    assert_eq!(drift(folder, &in_folders(&["acme/v1/acme.v1.rs"])), "");
    let orphan = |name: &str| {
        format!(
            "`DIR/{name}` is an orphan: it is no longer generated\n  help: if no other command \
             generates it, `generate --prune` deletes it"
        )
    };
    compare(folder, &in_folders(&["acme/v2/acme.v2.rs"])).unwrap().write().unwrap();
    assert_eq!(drift(folder, &in_folders(&["acme/v2/acme.v2.rs"])), orphan("acme/v1/acme.v1.rs"));
    let in_crate = output(&[("src/lib.rs", ""), ("src/acme.rs", "")]);
    compare(folder, &in_crate).unwrap().write().unwrap();
    assert_eq!(drift(folder, &output(&[("src/lib.rs", "")])), orphan("src/acme.rs"));
}
