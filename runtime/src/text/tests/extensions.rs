use super::*;

#[test]
fn extensions_have_their_full_names_in_brackets() {
    assert_printed(&[
        ("[acme.gusts]: 1", "[acme.gusts]: 1"),
        ("[acme .gu # comment\n sts ] : 1", "[acme.gusts]: 1"),
        (
            "[acme.notes]: ['a', 'b'] [acme.notes]: 'c'",
            r#"[acme.notes]: "a" [acme.notes]: "b" [acme.notes]: "c""#,
        ),
        ("[acme.leaf] { a: 1 }", "[acme.leaf] { a: 1 }"),
        ("[acme.grp]: < a: 1 >", "[acme.grp] { a: 1 }"),
        ("set { [acme.item] { a: 1 } }", "set { [acme.item] { a: 1 } }"),
        ("set { [acme.All.Grp]: { a: 1 } }", "set { [acme.All.Grp] { a: 1 } }"),
        ("set { [acme.All.Grp.message_set_extension] {} }", "set { [acme.All.Grp] { } }"),
    ]);
    assert_refused(&[
        (
            "set { [acme.All.Leaf] {} }",
            "line 1, column 7: set: the registry has no extension `acme.All.Leaf`",
        ),
        ("[acme.Grp] {}", "line 1, column 1: the registry has no extension `acme.Grp`"),
        (
            "[acme.item] {}",
            "line 1, column 1: `acme.item` is an extension of `acme.Set`, not of `acme.All`",
        ),
        (
            "[acme.gusts]: 1 [acme.gusts]: 1",
            "line 1, column 17: [acme.gusts]: the field is set twice",
        ),
        (
            "[acme.leaf] { a: x }",
            "line 1, column 18: [acme.leaf].a: expected an integer, found `x`",
        ),
        (
            "[acme..gusts]: 1",
            "line 1, column 1: `acme..gusts` is neither a type URL nor a full name",
        ),
        ("[]: 1", "line 1, column 1: `` is neither a type URL nor a full name"),
        ("[acme.gusts: 1", "line 1, column 12: expected `]`, found `:`"),
        ("[acme.gusts", "line 1, column 12: expected `]`, found the end of the text"),
    ]);
    let error = parse("[acme.gusts]: 1").unwrap_err();
    assert_eq!(error.reason(), "no registry is set, so the extensions of `acme.All` are unknown");
}

#[test]
fn extensions_without_a_registry_are_unknown_fields() {
    let bytes = parse_known("[acme.gusts]: 1 [acme.notes]: 'a' int32: 1").unwrap();
    assert_eq!(print(&bytes), "int32: 1");
    let options = PrintOptions::new().unknown_fields(true);
    assert_eq!(print_with(&options, &bytes), "int32: 1 100: 1 101: \"a\"");
    let options = options.registry(registry());
    let text = "int32: 1 [acme.gusts]: 1 [acme.notes]: \"a\"";
    assert_eq!(print_with(&options, &bytes), text);
}
