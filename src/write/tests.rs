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
    assert_eq!(comparison.prune(|_| false).unwrap(), [folder.join("old.rs")]);
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

/// Returns the reports of orphans, as [`drift`] does.
fn orphans(names: &[&str]) -> String {
    let report = |name: &&str| {
        format!(
            "`DIR/{name}` is an orphan: it is no longer generated\n  help: if no other command \
             generates it, `generate --prune` deletes it"
        )
    };
    names.iter().map(report).collect::<Vec<_>>().join("\n")
}

#[test]
fn packages_with_folders_leave_orphans_there() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let in_folders = |names: &[&str]| Output {
        has_package_folders: true,
        ..output(&names.iter().map(|name| (*name, "struct A;")).collect::<Vec<_>>())
    };
    let first = [
        "acme/v1/acme.v1.rs",
        "other/other.rs",
        "other/deep/down/other.deep.down.rs",
        "Upper/type/upper.r#type.rs",
    ];
    compare(folder, &in_folders(&first)).unwrap().write().unwrap();
    // Other commands may have written these files: they do not have the place of a package.
    let foreign = ["acme/own.v1.rs", "gen/acme.v1.rs", "gen/acme/acme.rs", ".git/git.rs"];
    compare(folder, &output(&foreign.map(|name| (name, "")))).unwrap().write().unwrap();
    fs::create_dir(folder.join("hand")).unwrap();
    fs::write(folder.join("hand/hand.rs"), "struct Mine;").unwrap();

    assert_eq!(drift(folder, &in_folders(&first)), "");
    let gone = ["Upper/type/upper.r#type.rs", "other/deep/down/other.deep.down.rs"];
    let kept = in_folders(&["acme/v1/acme.v1.rs", "other/other.rs"]);
    assert_eq!(drift(folder, &kept), orphans(&gone));
    // No package has a folder any more.
    let unnamed = in_folders(&["_.rs"]);
    compare(folder, &unnamed).unwrap().write().unwrap();
    let mut all = first;
    all.sort();
    assert_eq!(drift(folder, &unnamed), orphans(&all));
    assert_eq!(compare(folder, &unnamed).unwrap().prune(|_| false).unwrap().len(), all.len());
    assert_eq!(drift(folder, &unnamed), "");
    assert!(foreign.iter().all(|name| folder.join(name).exists()));
    assert!(folder.join("hand/hand.rs").exists());

    // Without folders of packages, only the folder itself and the `src` of a crate are searched.
    let in_crate = output(&[("src/lib.rs", ""), ("src/acme.rs", ""), ("src/other/other.rs", "")]);
    compare(folder, &in_crate).unwrap().write().unwrap();
    fs::remove_file(folder.join("_.rs")).unwrap();
    let lib = [("src/lib.rs", "")];
    assert_eq!(drift(folder, &output(&lib)), orphans(&["src/acme.rs"]));
    let in_folders = Output { has_package_folders: true, ..output(&lib) };
    assert_eq!(drift(folder, &in_folders), orphans(&["src/acme.rs", "src/other/other.rs"]));
}

#[cfg(unix)]
#[test]
fn orphans_behind_links_are_left_out() {
    use std::os::unix::fs::symlink;

    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [folder, foreign] = folders.each_ref().map(tempfile::TempDir::path);
    let files = output(&[("acme/acme.rs", "struct A;"), ("linked/linked.rs", "struct B;")]);
    compare(foreign, &files).unwrap().write().unwrap();
    compare(folder, &output(&[("acme/acme.rs", "struct A;")])).unwrap().write().unwrap();
    symlink(foreign.join("linked"), folder.join("linked")).unwrap();
    // A walk that follows this link has no end.
    symlink(folder, folder.join("acme/loop")).unwrap();
    fs::create_dir(folder.join("single")).unwrap();
    symlink(foreign.join("acme/acme.rs"), folder.join("single/single.rs")).unwrap();
    let none = Output { has_package_folders: true, ..output(&[]) };
    assert_eq!(drift(folder, &none), orphans(&["acme/acme.rs"]));
}
