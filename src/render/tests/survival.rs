//! The printer loses no token, whatever the tokens are.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenTree};
use quote::{ToTokens as _, quote};
use syn::parse::Parser as _;

use super::difference::difference;
use super::*;

/// Adds all files below a folder whose name ends with `ending`.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_str().is_some_and(|path| path.ends_with(ending)) {
            found.push(path);
        }
    }
}

/// Prints tokens and parses the text. The tokens must be equal, and print as the same text again.
fn survive(tokens: TokenStream) -> (String, bool) {
    let (text, is_sure) = printed(tokens.clone());
    let again: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    if let Some(difference) = difference(tokens, again.clone()) {
        panic!("{difference}\n{text}");
    }
    let (second, _) = printed(again);
    if let Some((one, other)) = text.lines().zip(second.lines()).find(|(one, other)| one != other) {
        panic!("printed again:\n{one}\n{other}\n{text}");
    }
    assert_eq!(text.len(), second.len(), "{text}");
    (text, is_sure)
}

/// Returns the files that the test below prints.
fn goldens() -> Vec<PathBuf> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures = package.join("fixtures");
    let mut paths = Vec::new();
    if let Some(folder) = env::var_os("PRINT") {
        files(Path::new(&folder), ".rs", &mut paths);
    } else if package.join("Cargo.toml.orig").exists() {
        // A package has this file and no fixtures. It has generated code of its own.
        files(&package.join("src/descriptor"), ".rs", &mut paths);
        paths.retain(|path| fs::read_to_string(path).unwrap().starts_with("// Code generated"));
    } else {
        files(&fixtures, ".rs", &mut paths);
        paths.retain(|path| {
            let mut below = path.strip_prefix(&fixtures).unwrap().iter();
            below.any(|part| part == "golden" || part == "topics")
        });
    }
    paths.retain(|path| !path.ends_with("mod.rs"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// `PRINT` is a folder with other generated code, which the test prints instead.
#[test]
fn goldens_survive_by_rules_alone() {
    let folder = env::var_os("PRINT");
    let paths = goldens();
    for path in paths {
        let golden = fs::read_to_string(&path).unwrap();
        // A module tree is not generated code.
        if golden.starts_with("// Written by tests/generator/golden.rs") {
            continue;
        }
        let mut text = String::new();
        for item in syn::parse_file(&golden).unwrap().items {
            let (item, is_sure) = survive(item.into_token_stream());
            assert!(is_sure, "{}: no rule for a part of\n{item}", path.display());
            text.push('\n');
            text.push_str(&item);
        }
        // The header consists of comments, which are not tokens.
        let is_of_header = |line: &&str| line.starts_with("// ");
        let header: usize =
            golden.split_inclusive('\n').take_while(is_of_header).map(str::len).sum();
        if folder.is_none() && golden[header..] != text {
            let differs =
                golden[header..].lines().zip(text.lines()).find(|(one, other)| one != other);
            panic!("{} and its lexed tokens: {differs:?}", path.display());
        }
    }
}

/// Attributes that `attribute` options admit.
const ATTRIBUTES: &[&str] = &[
    "#[derive(Hash, ::std::cmp::Eq, serde::Serialize)]",
    "#[derive()]",
    "#[must_use]",
    "#[must_use = \"because\"]",
    "#[cfg_attr(all(feature = \"serde\", not(test)), derive(Serialize), serde(default))]",
    "#[serde(rename_all = \"camelCase\", skip_serializing_if = \"Option::is_none\")]",
    "#[serde(with = \"a::b\")] #[serde(default,)]",
    "#[diesel(table_name = crate::schema::users)]",
    "#[arg(value_parser = clap::value_parser!(u16).range(1..=65535))]",
    "#[builder(setter(into, strip_option), default = Vec::<u8>::new())]",
    "#[validate(range(min = -1, max = 0x1F_u8), custom(function = \"f\", arg = \"&'v_a str\"))]",
    "#[schemars(with = \"String\", example = &[1, 2], regex(pattern = r#\"^\\d\"$\"#))]",
    "#[garde(length(..10), custom(|value: &str, ctx| { check(value)?; Ok(()) }))]",
    "#[educe(Debug(method(a::<u8, Vec<u8>>)), PartialOrd(rank = -3))]",
    "#[strum(props(a = 'x', b = b'\\n', c = b\"bytes\\x00\", d = 1.5e3f64, e = c\"c\"))]",
    "#[rstest::rstest(case::one(1 << 3, a >> b, !c, *d, &&e, f as u8, g..h, i..=j, k?))]",
    "#[unsafe(no_mangle)]",
    "#[path::to::it { struct A<'a> { b: &'a [u8; 2] } fn c() -> bool { a < b && c > d } }]",
    "#[a([b, c; d] e => f -> g <- h :: i .. j ... k @ l ~ m $ n)]",
    "#[doc = \"A line.\"]",
    "#[doc = \" A hard break.  \"]",
    "#[doc = \"/ A comment of four.\"]",
    "#[doc = \"Two\\nlines.\"]",
    "#[doc = r#\" \"raw\" \\n\"#]",
    "#[doc = include_str!(\"../README.md\")]",
    "#[doc = concat!(\"a\", \"b\")]",
    "#[doc(alias = \"x\", hidden)]",
    "#[comment = \" not a comment\"]",
    "#[r#type = r#fn]",
    "#[cfg(target_pointer_width = \"64\")]",
    "#[allow(clippy::all, unused, reason = \"generated, and long enough for it not to fit on the \
     line with the rest\")]",
];

/// Types that options such as `map_type` and `extern_path` admit.
const TYPES: &[&str] = &[
    "u8",
    "::std::collections::BTreeMap<::std::string::String, ::std::vec::Vec<u8>>",
    "Option<Option<Vec<Vec<u8>>>>",
    "Vec::<u8>",
    "&'static str",
    "&'a mut [u8; 4]",
    "[u8; { 1 + 2 }]",
    "Matrix<3, { N * 2 }, -1, 'a', true>",
    "*const *mut ::core::ffi::c_void",
    "()",
    "(u8,)",
    "(u8, String)",
    "(Parens)",
    "!",
    "fn(u8, &str) -> Vec<u8>",
    "for<'a> unsafe  extern \"C\" fn(&'a u8, ...) -> !",
    "Box<dyn Fn(&str) -> Result<(), E> + Send + 'static>",
    "Box<dyn for<'a, 'b> Trait<'a, 'b, Item = u8, Other: Copy>>",
    "impl ?Sized + IntoIterator<Item = (u8, u8)>",
    "<Vec<u8> as IntoIterator>::Item",
    "<<T as A>::B as C<D>>::E<'static>",
    "path::mac!(a, b; [c])",
    "r#struct::r#Type",
    "_",
    "Bounded<T, where_=1>",
    "::a_very_long_path::to_a_map::Map<::a_very_long_path::to_a_key::Key, \
     ::a_very_long_path::to_a::Value>",
];

/// Paths to functions, values and traits.
const PATHS: &[&str] = &[
    "a",
    "::a::b::c",
    "crate::a::<u8, 'static>::b::<{ 3 }>",
    "<T as ::core::default::Default>::default",
    "<[u8]>::len",
    "Vec::<u8>::new",
    "self::r#mod::f",
];

#[test]
fn whatever_options_admit_survives() {
    for text in ATTRIBUTES {
        let attributes = syn::Attribute::parse_outer.parse_str(text);
        let attributes = attributes.unwrap_or_else(|error| panic!("{text}: {error}"));
        survive(quote!(#(#attributes)* pub struct A;));
        survive(quote!(pub enum A { #(#attributes)* B(#(#attributes)* u8), }));
        let (_, is_sure) = survive(quote!(pub struct A { #(#attributes)* pub b: u8, c: u8 }));
        // Every list of tokens is a valid attribute, so rules print all of them.
        assert!(is_sure, "{text}");
    }
    for text in TYPES {
        let Ok(ty) = syn::parse_str::<syn::Type>(text) else { panic!("{text}: no type") };
        survive(quote!(pub struct A { #[b] pub c: #ty, pub d: ::core::option::Option<#ty>, }));
        survive(quote!(fn f(a: #ty, b: &#ty) -> #ty { let c: #ty = d as #ty; e::<#ty>() }));
        survive(quote!(impl Trait<#ty> for #ty { type A = #ty; const B: #ty = <#ty>::C; }));
    }
    for text in PATHS {
        let path = syn::parse_str::<syn::ExprPath>(text).unwrap_or_else(|_| panic!("{text}"));
        survive(quote!(fn f() { #path(a).b(#path)?; if #path { c.d(|e| #path(e)) } }));
        survive(quote!(const A: &[T] = &[T { f: || #path(), g: Some(#path) }];));
    }
}

/// Pseudo-random numbers, which are equal in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }

    fn one<'s>(&mut self, of: &[&'s str]) -> &'s str {
        of[self.below(of.len())]
    }

    /// Returns tokens with groups that nest at most `depth` levels deep.
    fn tokens(&mut self, depth: usize) -> TokenStream {
        let mut tokens = TokenStream::new();
        for _ in 0..self.below(12) {
            match self.below(16) {
                0..=2 if depth > 0 => {
                    let delimiters = [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace];
                    let delimiter = delimiters[self.below(3)];
                    let group = Group::new(delimiter, self.tokens(depth - 1));
                    tokens.extend([TokenTree::from(group)]);
                }
                0..=8 => tokens.extend(self.word()),
                _ => {
                    let all: TokenStream = self.one(OPERATORS).parse().unwrap();
                    tokens.extend(all);
                }
            }
        }
        tokens
    }

    fn word(&mut self) -> TokenStream {
        match self.below(4) {
            0 => self.one(LITERALS).parse().unwrap(),
            1 if self.below(3) == 0 => self.one(&["'a", "'static"]).parse().unwrap(),
            1 | 2 => self.one(KEYWORDS).parse().unwrap(),
            _ => self.one(&["a", "b", "Vec", "r#match", "doc", "_"]).parse().unwrap(),
        }
    }
}

const LITERALS: &[&str] =
    &["1", "1.", "2.5", "0x1f_u8", "\"s\"", "'c'", "b\"b\"", "r#\"r\"#", "1e3", "\"a\\\n b\""];

const KEYWORDS: &[&str] = &[
    "fn", "pub", "struct", "enum", "impl", "for", "where", "let", "if", "else", "match", "return",
    "const", "static", "mod", "trait", "type", "use", "as", "mut", "ref", "move", "async", "break",
    "unsafe", "dyn", "in", "loop", "while", "self", "crate", "extern", "true",
];

const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "^", "!", "&", "|", "=", "<", ">", "@", ".", ",", ";", ":", "#", "$",
    "?", "~", "&&", "||", "<<", ">>", "+=", "-=", "==", "!=", ">=", "<=", "..", "..=", "...", "::",
    "->", "=>", "<<=", ">>=", ",", ";", ",", "::", ".", "=>", "#[a]", "|",
];

/// `SEEDS` is the number of inputs, e.g. for a longer run.
#[test]
fn random_tokens_survive() {
    let seeds = env::var("SEEDS").map_or(2_000, |seeds| seeds.parse().unwrap());
    for seed in 0..seeds {
        let mut random = Random(seed);
        let tokens = random.tokens(4);
        // Some of the tokens are in a place with rules of its own.
        let tokens = match random.below(8) {
            0 => quote!(fn f() { #tokens }),
            1 => quote!(fn f() { match a { #tokens } }),
            2 => quote!(struct A { a: #tokens, #[a #tokens] b: C }),
            3 => quote!(enum A { #tokens }),
            4 => quote!(fn f(#tokens) -> Vec<#tokens> { a.b(#tokens).c(|d| #tokens) }),
            5 => quote!(const A: B = C { d: #tokens, e: [#tokens] };),
            6 => quote!(impl<#tokens> A for #tokens { #tokens }),
            _ => tokens,
        };
        let source = tokens.to_string();
        let result = std::panic::catch_unwind(|| {
            survive(source.parse().unwrap());
        });
        assert!(result.is_ok(), "seed {seed}: {source}");
    }
}

/// Operators whose characters were created one by one, without a blank between them, and negative
/// literals.
#[test]
fn tokens_that_no_source_has_survive() {
    let operators = |text: &str| -> TokenStream {
        text.chars().map(|c| TokenTree::from(Punct::new(c, Spacing::Alone))).collect()
    };
    for text in
        ["<<", ">>", "&&", "||", "::", "..", "..=", "->", "=>", "==", "//", "/*", "<-", "#!"]
    {
        let all = operators(text);
        survive(quote!(
            #[a(#all)]
            struct A;
        ));
        let (text, _) = printed(quote!(fn f() { a #all b }));
        assert!(!text.contains("//"), "{text}");
    }
    let minus = Literal::i32_unsuffixed(-1);
    survive(quote! {
        const A: i32 = #minus;
        fn f() { a - #minus; match b { #minus => c(#minus, -#minus) } }
    });
    // Groups without brackets, which macros create.
    let hidden = |tokens| TokenTree::from(Group::new(Delimiter::None, tokens));
    let (word, less) = (hidden(quote!(a)), hidden(operators("<")));
    survive(quote!(fn f(a: #word) -> #word { #word #word < #less #word #less = #less }));
    let raw = Ident::new_raw("type", Span::call_site());
    survive(quote!(fn #raw(#raw: #raw) { a.#raw::<#raw>() }));
}

/// Tokens that nest deeper than rules are tried.
#[test]
fn deep_tokens_survive() {
    for (open, close) in
        [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("Vec<", ">"), ("-", ""), ("&", "")]
    {
        let depth = 1000;
        let deep = format!("{}a{}", open.repeat(depth), close.repeat(depth));
        survive(format!("fn f() {{ let a = {deep}; }}").parse().unwrap());
        survive(format!("struct A {{ a: {deep}, }}").parse().unwrap());
        survive(deep.parse().unwrap());
    }
}
