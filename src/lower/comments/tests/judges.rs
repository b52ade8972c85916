//! Pseudorandom comments, checked by rustdoc's Markdown parser, by rustdoc and by clippy.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use crate::lower::comments::docs;

/// Pieces of comments. Most mean something to Markdown or rustdoc, some do not. The test joins
/// pieces to lines and lines to comments.
const PIECES: &[&str] = &[
    "word",
    "two words",
    ":",
    ".",
    "\\",
    "`",
    "``",
    "```",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "[x]",
    "[x][a.b.X]",
    "[two w][a.B]",
    "[X][]",
    "[t](http://a.bc/d)",
    "](",
    "[^1]",
    "[^1]:",
    "[x]: http://a.bc",
    "![i](http://a.bc)",
    "![](http://a.bc)",
    "![X][a.b.X]",
    "![",
    "<img src=\"http://a.bc/d\">",
    "http://a.bc/d",
    "https://a.bc/[e].",
    "http://",
    "<http://a.bc>",
    "<T>",
    "</b>",
    "<!--",
    "-->",
    "<pre>",
    "<?",
    "&lt;",
    "*",
    "**",
    "_",
    "- ",
    "* ",
    "+ ",
    "-",
    "1. ",
    "2) ",
    "10. ",
    "2024. ",
    "# ",
    "## ",
    "#",
    "---",
    "***",
    "===",
    "=",
    "> ",
    "|",
    "|---|",
    "a | b",
    "\\|",
    "  ",
    "    ",
    "\t",
    "\u{202E}",
    "\u{200B}",
    "é",
    "日本",
    "\u{a0}",
    "\0",
    "\r",
    "@param",
    "*/",
    "!",
    "h",
    "~~",
    "```rust",
    "    let x: u8 = \"\";",
    "[ ] task",
    "`a|b`",
    "$",
    "[`x`]",
    "[a]: b",
    "://",
];

/// A pseudorandom generator with a fixed sequence.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn comment(&mut self) -> String {
        let mut comment = String::new();
        for _ in 0..=self.roll(8) {
            comment.push_str(&" ".repeat([0, 1, 1, 1, 2, 3, 4, 5, 7][self.roll(9)]));
            for _ in 0..self.roll(6) {
                comment.push_str(PIECES[self.roll(PIECES.len())]);
                if self.roll(3) == 0 {
                    comment.push(' ');
                }
            }
            comment.push('\n');
        }
        comment
    }
}

fn written(comment: &str) -> Vec<String> {
    docs(Some(comment), None, || "Nothing.".to_owned(), &|_| None)
}

/// Returns the constructs that could break a build, as a Markdown parser finds them.
fn objections(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut broken = Vec::new();
    let mut record = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        broken.push(format!("broken link {:?}", link.reference));
        None
    };
    let parser = Parser::new_with_broken_link_callback(markdown, options, Some(&mut record));
    let mut objections: Vec<String> = parser
        .reference_definitions()
        .iter()
        .map(|(name, _)| format!("link definition {name:?}"))
        .collect();
    // Links and code may contain plain addresses.
    let mut verbatim = 0;
    let mut text = String::new();
    for event in parser {
        match &event {
            Event::Start(Tag::Link {
                link_type: LinkType::Inline | LinkType::Autolink,
                dest_url,
                ..
            }) if dest_url.starts_with("http") => {
                verbatim += 1;
            }
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => verbatim += 1,
            Event::End(TagEnd::Link) => verbatim -= 1,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &**info == "text" => {
                verbatim += 1
            }
            Event::End(TagEnd::CodeBlock) => verbatim -= 1,
            Event::Start(
                Tag::CodeBlock(_)
                | Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::BlockQuote(_)
                | Tag::FootnoteDefinition(_),
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => objections.push(format!("{event:?}")),
            Event::Text(piece) if verbatim == 0 => {
                text.push_str(piece);
                continue;
            }
            _ => {}
        }
        text.push(' ');
    }
    if ["http://a", "https://a"].iter().any(|url| text.contains(url)) {
        objections.push(format!("bare address in {text:?}"));
    }
    objections.extend(broken);
    objections
}

#[test]
fn the_parser_finds_nothing_that_breaks_a_build() {
    let mut dice = Dice(1);
    for _ in 0..20_000 {
        let comment = dice.comment();
        let markdown = written(&comment).join("\n");
        let objections = objections(&markdown);
        assert!(
            objections.is_empty(),
            "{objections:#?}\n--- comment {comment:?}\n{comment}\n--- docs\n{markdown}"
        );
    }
}

#[test]
fn comments_without_objections_do_not_change() {
    let mut dice = Dice(2);
    for _ in 0..5_000 {
        let once = written(&dice.comment());
        let twice = written(&once.join("\n"));
        assert_eq!(once, twice);
    }
}

/// Runs a tool of the toolchain on a file. Some toolchains have no clippy.
fn run(tool: &str, arguments: &[&str], file: &Path) {
    let output = match Command::new(tool)
        .args(arguments)
        .arg(file)
        .current_dir(file.parent().unwrap())
        .output()
    {
        Err(error) if error.kind() == ErrorKind::NotFound && tool == "clippy-driver" => return,
        output => output.unwrap_or_else(|error| panic!("{tool}: {error}")),
    };
    let said = [output.stdout, output.stderr]
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .concat();
    assert!(output.status.success(), "{tool} {arguments:?} {}\n{said}", file.display());
}

#[test]
fn rustdoc_and_clippy_accept_the_docs() {
    let mut dice = Dice(3);
    let mut crate_ = String::from("//! Comments.\n#![deny(warnings, missing_docs, clippy::all)]\n");
    for number in 0..1_000 {
        for line in written(&dice.comment()) {
            crate_.push_str(&format!("///{line}\n"));
        }
        crate_.push_str(&format!("pub const C{number}: u8 = 0;\n"));
    }
    let folder =
        std::env::temp_dir().join(format!("rust-grpc-build-comments-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("comments.rs");
    std::fs::write(&file, crate_).unwrap();
    run("rustdoc", &["--edition=2024", "-Dwarnings"], &file);
    run("rustdoc", &["--edition=2024", "--test"], &file);
    run("clippy-driver", &["--edition=2024", "--crate-type=lib", "--emit=metadata"], &file);
    std::fs::remove_dir_all(&folder).unwrap();
}
