mod judges;

use super::docs;

/// Returns the docs of a comment, without the space that each line begins with.
fn rewritten(comment: &str) -> String {
    let lines = docs(Some(comment), None, String::new, &|_| None);
    assert!(lines.iter().all(|line| line.is_empty() || line.starts_with(' ')));
    lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_leading_comment_comes_before_the_trailing_one() {
    for (leading, trailing, expected) in [
        (None, None, vec![" Fallback."]),
        (Some(" \n\t\n"), Some(""), vec![" Fallback."]),
        (Some(" One.\n"), None, vec![" One."]),
        (None, Some(" Two.\n"), vec![" Two."]),
        (Some(" One.\n\n More.\n"), Some(" Two.\n"), vec![" One.", "", " More.", "", " Two."]),
    ] {
        assert_eq!(docs(leading, trailing, || "Fallback.".to_owned(), &|_| None), expected);
    }
}

#[test]
fn prose_does_not_change() {
    for comment in [
        "Plain.",
        "Two\nlines: with `code`, *emphasis* and (brackets).",
        "Two paragraphs.\n\nOf prose, 3 < 4 and 5 > 4 & so on.",
        "# Title\n\nText.",
        "Title\n=====\n\nText.",
        "* one\n* two\n  goes on\n\n  and on\n* three",
        "1. one\n2. two\n   - nested\n     goes on",
        "| a | b |\n|---|:-:|\n| `c` | d |",
        "[A link](https://a.b/c_(d)) and <https://a.b>.",
        "already \\[escaped\\] \\<T>",
        "a **bold** and a \\` tick",
        "before\n\n---\n\nafter",
    ] {
        assert_eq!(rewritten(comment), comment);
    }
}

#[test]
fn blank_lines_and_shared_indentation_are_removed() {
    for (comment, expected) in [
        (" a\r\n b\rc\n", "a\nb\nc"),
        ("\n\n   a  \n     b\t\n\n", "a\nb"),
        ("no blank\n in front", "no blank\nin front"),
        ("-----\n a\n b\n\n    c\n d\n-----", "-----\na\nb\n\nc\nd\n-----"),
        (" a\tb\u{0}\u{7}c\u{202E}d\u{2066}e", "a  bcde"),
    ] {
        assert_eq!(rewritten(comment), expected);
    }
}

#[test]
fn code_becomes_text() {
    for (comment, expected) in [
        ("a\n\n    b {\n      c\n\n    }\n\nd", "a\n\n```text\nb {\n  c\n\n}\n```\n\nd"),
        ("```\na [b] <c>\n```", "```text\na [b] <c>\n```"),
        ("a\n~~~rust\nb\n~~~\nc", "a\n```text\nb\n```\nc"),
        ("```json\nunclosed", "```text\nunclosed\n```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("a\n```", "a\n\\`\\`\\`"),
        ("~~~ a", "\\~~~ a"),
        ("Example:\n    { \"a\": 1 }\nand on", "Example:\n```text\n{ \"a\": 1 }\n```\nand on"),
        ("- a\n\n      b\n\n  c", "- a\n\n  ```text\n  b\n  ```\n\n  c"),
        ("- ```\n  a\n  ```", "- ```text\n  a\n  ```"),
        ("inline ```a [b]``` code", "inline ```a [b]``` code"),
    ] {
        assert_eq!(rewritten(comment), expected, "{comment}");
    }
}

#[test]
fn items_are_indented_by_their_markers() {
    for (comment, expected) in [
        ("* one\ngoes on", "* one\n  goes on"),
        ("* one\n      goes on", "* one\n  goes on"),
        ("*   one\n  goes on", "*   one\n    goes on"),
        ("1. one\n  2. two\n10. ten\n lazy", "1. one\n2. two\n10. ten\n    lazy"),
        ("- one\n  - two\n lazy\n- three", "- one\n  - two\n    lazy\n- three"),
        ("a:\n    - b\n    - c", "a:\n- b\n- c"),
        ("-      a\n       b", "- a\n  b"),
        ("* one\n\nnot in it", "* one\n\nnot in it"),
        ("* one\n---", "* one\n  \\---"),
        ("* one\n  # two", "* one\n  \\# two"),
        ("since\n2024. Then", "since\n2024\\. Then"),
    ] {
        assert_eq!(rewritten(comment), expected, "{comment}");
    }
}

#[test]
fn lines_of_a_paragraph_begin_no_other_block() {
    for (comment, expected) in [
        ("> quoted", "\\> quoted"),
        ("a\n-\nb", "a\n\\-\nb"),
        ("a\n==\nb", "a\n\\==\nb"),
        ("#", "\\#"),
        ("#tag", "#tag"),
        ("a | b\n---", "a | b\n\\---"),
    ] {
        assert_eq!(rewritten(comment), expected, "{comment}");
    }
}

#[test]
fn other_markup_is_escaped() {
    for (comment, expected) in [
        ("[0, 1]", "\\[0, 1\\]"),
        ("a [b] [c]: d", "a \\[b\\] \\[c\\]: d"),
        ("[a]: http://b.c", "\\[a\\]: <http://b.c>"),
        ("[a](b) [a](http://b c)", "\\[a\\](b) \\[a\\](<http://b> c)"),
        ("Map<K, V> <b>x</b> <!-- y -->", "Map\\<K, V> \\<b>x\\</b> \\<!-- y -->"),
        ("`Map<K, V>` and `[x]`", "`Map<K, V>` and `[x]`"),
        ("``a`b`` c` [d]", "``a`b`` c\\` \\[d\\]"),
        ("[`a`](http://b.c)", "[`a`](http://b.c)"),
        ("[`a]`", "\\[`a]`"),
        ("C:\\[a] \\d \\\\[b]", "C:\\[a\\] \\d \\\\\\[b\\]"),
        ("![a](b) ![c][d e] ![e]", "!\\[a\\](b) !\\[c\\]\\[d e\\] !\\[e\\]"),
        ("<img src=\"http://a.b/c.png\">", "\\<img src=\"<http://a.b/c.png>\">"),
        ("[^1] - [ ] ![a](b)", "\\[^1\\] - \\[ \\] !\\[a\\](b)"),
        ("| `a | b` |\n|---|---|", "| \\`a | b\\` |\n|---|---|"),
        ("@param x \\return */ /* */", "@param x \\return */ /* */"),
    ] {
        assert_eq!(rewritten(comment), expected, "{comment}");
    }
}

#[test]
fn addresses_become_links() {
    for (comment, expected) in [
        ("See http://a.b/c.", "See <http://a.b/c>."),
        ("(https://a.b/c_(d)), \"http://a\"", "(<https://a.b/c_(d)>), \"<http://a>\""),
        ("http://x.y/[a].", "<http://x.y/[a]>."),
        ("**http://a.b**", "**<http://a.b>**"),
        ("<http://a b>", "\\<<http://a> b>"),
        ("\\http://a", "\\\\<http://a>"),
        ("http:// https://", "http:// https://"),
        ("`http://a.b`", "`http://a.b`"),
        ("[http://a.b](http://a.b)", "[http://a.b](http://a.b)"),
    ] {
        assert_eq!(rewritten(comment), expected, "{comment}");
    }
}

#[test]
fn images_become_links() {
    for (comment, expected) in [
        ("![a chart](http://a.b/c.png)", "[a chart](http://a.b/c.png)"),
        ("![](http://a.b/c.png).", "<http://a.b/c.png>."),
        ("Look!![a](http://a.b)", "Look\\![a](http://a.b)"),
        ("\\![a](http://a.b) \\\\![a](http://a.b)", "\\![a](http://a.b) \\\\[a](http://a.b)"),
        ("\\!![a](http://a.b)", "\\![a](http://a.b)"),
        ("![`Day`][a.Day] ![Day][]", "`Day` `Day`"),
        ("[![a](http://a.b/c.svg)](http://a.b)", "\\[[a](http://a.b/c.svg)\\](<http://a.b>)"),
        ("![a](http://a.b \"title\")", "!\\[a\\](<http://a.b> \"title\")"),
        ("`![a](http://a.b)` and so!", "`![a](http://a.b)` and so!"),
        ("a\n![b](http://a.b)\n| ![c](http://a.b) |", "a\n[b](http://a.b)\n| [c](http://a.b) |"),
    ] {
        assert_eq!(rewritten(comment), expected, "{comment}");
    }
}

#[test]
fn references_to_items_become_links() {
    let targets = |name: &str| name.strip_prefix("acme.").map(|name| format!("struct@{name}"));
    for (comment, expected) in [
        ("A [Forecast][acme.Forecast].", " A [`Forecast`](struct@Forecast)."),
        (
            "[acme.Forecast][] and [`Day`][acme.Day]",
            " [`acme.Forecast`](struct@Forecast) and [`Day`](struct@Day)",
        ),
        ("[the <b> days][acme.Day]", r" [the \<b> days](struct@Day)"),
        ("[Other][other.Thing]", " `Other`"),
        ("![Day][acme.Day]", " [`Day`](struct@Day)"),
    ] {
        assert_eq!(docs(Some(comment), None, String::new, &targets), [expected], "{comment}");
    }
}

#[test]
fn other_references_become_code() {
    for (comment, expected) in [
        ("A [Forecast][acme.v1.Forecast].", "A `Forecast`."),
        ("[`Forecast`][acme.v1.Forecast]", "`Forecast`"),
        ("[acme.v1.Forecast][]", "`acme.v1.Forecast`"),
        ("[the days][acme.v1.Forecast.days]", "the days (`acme.v1.Forecast.days`)"),
        ("[a][b][c][d]", "`a`\\[c\\]\\[d\\]"),
        ("[a][b]`c`", "\\[a\\]\\[b\\]`c`"),
        ("[a][b c]", "\\[a\\]\\[b c\\]"),
    ] {
        assert_eq!(rewritten(comment), expected, "{comment}");
    }
}

#[test]
fn long_and_deeply_nested_comments_take_little_time() {
    let deep = rewritten(&"- + ".repeat(50_000));
    assert!(
        deep.starts_with(&"- + ".repeat(8)) && deep[32..].starts_with("\\- + "),
        "{}",
        &deep[..50]
    );
    let ticks = "`a\n<b ".repeat(20_000);
    assert_eq!(rewritten(&ticks), "\\`a\n\\<b ".repeat(20_000).trim_end());
    assert_eq!(rewritten(&"<".repeat(200_000)), "\\<".repeat(199_999) + "<");
    assert_eq!(rewritten("`a\nb` `a\n[b]` c"), "`a\nb` \\`a\n\\[b\\]\\` c");
}
