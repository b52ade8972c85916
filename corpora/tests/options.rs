//! The options that prost-build has too have equal results.

use corpora::items::{Items, differences, flatten};
use corpora::{Corpus, Options, named, workspace};
use prost_build::Config;

#[test]
fn options_mean_what_they_mean_to_prost_build() {
    let fixtures = named("fixtures");
    let apart = fixtures.options.as_ref().map_or(&[][..], |options| options.apart);
    let corpus = Corpus {
        options: Some(Options {
            ours: || vec![workspace().join("corpora/tests/options.opts")],
            apart,
            theirs,
        }),
        ..*fixtures
    };
    let descriptors = corpus.descriptors();
    let (ours, theirs) =
        (corpus.ours(&descriptors, "codec=prost"), corpus.theirs(&descriptors, false, |_| ()));
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for name in ours.keys().filter(|name| !apart.contains(&name.as_str())) {
        let [ours, theirs] = [&ours, &theirs].map(|files| {
            let mut items = Items::new();
            flatten(name, &files[name], &mut items).unwrap();
            items
        });
        let differences = differences(&ours, &theirs);
        assert!(differences.is_empty(), "{}", differences[0]);
    }
}

fn theirs(config: &mut Config) {
    config
        .boxed(".fixtures.groups.Ring.Outer.Inner.back")
        .retain_enum_prefix()
        .enable_type_names()
        .type_name_domain([".fixtures.nested"], "nested.example")
        .type_name_domain(["."], "type.example")
        .type_name_domain([".fixtures.nested"], "too.late")
        .skip_debug([".fixtures.oneofs", "Defaults", ".fixtures.enums"])
        .type_attribute(".fixtures.oneofs", "#[first]")
        .message_attribute(".fixtures.oneofs", "#[second(a, b)]")
        .message_attribute(".fixtures.nested", "#[third]")
        .enum_attribute(".", "#[fourth = 4]");
}
