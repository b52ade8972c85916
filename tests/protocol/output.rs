//! Options whose effect shows only in the generated code.

use crate::sandbox::Sandbox;
use crate::wire::{request, respond};

/// Returns the text of the only file.
fn code(sandbox: &Sandbox, parameter: &str) -> String {
    let (response, _) = respond(&request(sandbox, &["a.proto"], Some(parameter)));
    assert_eq!((response.file.len(), response.error), (1, None));
    response.file.into_iter().next().and_then(|file| file.content).unwrap_or_default()
}

#[test]
fn the_most_exact_extern_path_wins() {
    let sandbox = Sandbox::new(&[
        (
            "a.proto",
            "syntax = 'proto3'; package a; import 'b.proto'; message A { b.c.One one = 1; b.c.Two \
             two = 2; b.c.Two.Inner inner = 3; }",
        ),
        (
            "b.proto",
            "syntax = 'proto3'; package b.c; message One {} message Two { message Inner {} }",
        ),
    ]);
    for rules in [
        ".b=::short,.b.c=::long,.b.c.One=::exact::Uno",
        "b.c.One=::exact::Uno,b.c=::long,b=::short",
    ] {
        let parameter = format!("codec=prost,extern_path={}", rules.replace(',', ",extern_path="));
        let code = code(&sandbox, &parameter);
        for path in ["::exact::Uno>", "::long::Two>", "::long::two::Inner>"] {
            assert!(code.contains(path), "{path}\n{code}");
        }
        assert!(!code.contains("::short"), "{code}");
    }
    assert!(code(&sandbox, "codec=prost,extern_path=b=::short").contains("::short::c::One>"));
    // A tool can make such a path of a package name.
    for path in ["::a::type::b", "::a::r#type::b"] {
        let code = code(&sandbox, &format!("codec=prost,extern_path=.b.c={path}"));
        assert!(code.contains("::a::r#type::b::One>"), "{code}");
    }
}

#[test]
fn thousands_of_extern_paths_are_cheap() {
    let sandbox = Sandbox::new(&[("a.proto", "syntax = 'proto3'; package a; message A {}")]);
    let rules: Vec<String> = (0..20_000)
        .map(|n| format!("extern_path=.some.long.package.v{n}.Type=::some::path::v{n}::Type"))
        .collect();
    let begin = std::time::Instant::now();
    code(&sandbox, &rules.join(","));
    assert!(begin.elapsed() < std::time::Duration::from_secs(10), "{:?}", begin.elapsed());
}
