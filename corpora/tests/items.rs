//! With `codec=prost`, the generated items equal those of prost-build and tonic-prost-build.

use corpora::items::{Items, differences, flatten};
use corpora::reviewed::Reviewed;
use corpora::{CORPORA, Corpus, Files, named};

#[test]
fn fixtures() {
    compare([named("fixtures")]);
}

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas crates"]
fn real_schemas() {
    compare(CORPORA.iter().filter(|corpus| corpus.name != "fixtures"));
}

fn compare(corpora: impl IntoIterator<Item = &'static Corpus>) {
    let reviewed = Reviewed::new(include_str!("../reviewed/items"));
    let mut problems = String::new();
    for corpus in corpora {
        let descriptors = corpus.descriptors();
        let mut ours = corpus.ours(&descriptors, "codec=prost");
        ours.remove("mod.rs");
        let theirs = corpus.theirs(&descriptors, true, |_| ());
        assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            theirs.keys().collect::<Vec<_>>(),
            "{}",
            corpus.name
        );
        let (ours, theirs) = (items(&ours), items(&theirs));
        let found = differences(&ours, &theirs);
        println!("{}: {} items, {} differ", corpus.name, theirs.len(), found.len());
        for difference in
            found.iter().filter(|difference| !reviewed.has(corpus.name, &difference.path))
        {
            problems += &format!("{} {difference}\n", corpus.name);
        }
        for path in reviewed.gone(corpus.name) {
            problems +=
                &format!("{} {path}\n    is in the list but does not differ\n", corpus.name);
        }
    }
    assert!(problems.is_empty(), "see corpora/reviewed/items:\n{problems}");
}

fn items(files: &Files) -> Items {
    let mut items = Items::new();
    for (name, text) in files {
        flatten(name, text, &mut items).unwrap();
    }
    items
}
