//! The rule for names that collide.
//!
//! Elements that want a name in the same scope are ordered by proto name, then by full name, then
//! by declaration. The first element keeps prost's name. Each other element gets the smallest free
//! number from 2 as a suffix (`Fb`, `Fb2`; `get_url`, `get_url_2`). A name with such a suffix is
//! never a name that another element wants. Names that rules give come before all others.
//!
//! So a name depends only on the elements of the same scope. It does not depend on the order of
//! files. The name of a nested element does not depend on other files at all. At the top level, the
//! scope is a package, and two runs can know different parts of it. Then their names can differ:
//!
//! * The files of a package become one file, so one run generates them together. But another run
//!   may import only some of them. It does not know that `Fb` of one file collides with `FB` of
//!   another.
//! * A package `a.foo` and a message `Foo` of package `a` with a nested item both want the module
//!   `a::foo`. The package keeps the name, because more depends on it, and the message's module
//!   becomes `foo_2`. A run without `a.foo` does not know that.
//!
//! Several runs can generate such names, e.g. buf without `strategy: all`. Then a rule has to name
//! one of the two elements, e.g. `type_name=.a.Fb=Fb2` or `module_name=.a.Foo=foo_2`, and every run
//! gives the same name. The docs of an element that is renamed because of a package show this rule.

use std::collections::{HashMap, HashSet};

use crate::code::bare;

/// The names that an element wants.
#[derive(Debug, Clone)]
pub(super) struct Want {
    /// The first key of the order, e.g. `FooBar`.
    pub proto_name: String,
    /// The second key of the order, e.g. `acme.FooBar`. Packages that are one module can have equal
    /// proto names.
    pub full_name: String,
    /// The name that prost gives the element.
    pub natural: String,
    /// The name that a rule gives the element. It is final.
    pub explicit: Option<String>,
    /// The way in which other names derive from it.
    pub style: Style,
}

/// The way in which a name becomes unique, and the other names that it claims in the scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// `Foo`, `Foo2`.
    Camel,
    /// `foo`, `foo_2`.
    Snake,
    /// Like `Snake`, with an inherent method of the same name.
    Accessor,
    /// Like `Accessor`, with a second method. Its name is this prefix and the name, e.g. `set_foo`.
    AccessorPair(&'static str),
    /// Like `Snake`, with two methods. Their names are each of these prefixes and the name.
    PrefixedPair(&'static str, &'static str),
    /// Only methods. Their names are each of these prefixes and the name.
    Methods(&'static [&'static str]),
}

/// The name of an element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Identifier {
    /// The name, e.g. `wind_speed` or `r#type`.
    pub name: String,
    /// The reason why it is not the natural name. `None` for the natural name.
    pub renamed: Option<Renamed>,
}

/// The reason why an element did not get its natural name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Renamed {
    /// The name that another owner has: the natural name, e.g. `Fb`, or a method that comes with
    /// it, e.g. `set_foo()`.
    pub taken: String,
    pub by: Owner,
}

/// The owner of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Owner {
    /// The element of this full name.
    Element(String),
    /// A package of the run, whose module has the name.
    Package,
    /// A reservation. The text describes it, e.g. "a constant of every service".
    Reserved(&'static str),
}

/// Names that no element of a scope may have.
#[derive(Debug, Clone)]
pub(super) struct Reserved<'a> {
    pub names: Vec<&'a str>,
    pub owner: Owner,
}

/// A clash of an explicit name, or of a method that comes with it. The fields are indices of the
/// elements in the scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clash {
    /// The element that has the name by another explicit name. Without an element, the name is
    /// reserved.
    pub first: Option<usize>,
    pub second: usize,
}

impl Default for Reserved<'_> {
    fn default() -> Self {
        Self { names: Vec::new(), owner: Owner::Reserved("") }
    }
}

impl Want {
    /// Returns all names that a name claims. Methods have a namespace of their own.
    fn claims(&self, name: &str) -> Vec<String> {
        let method = |prefix: &str| format!("{prefix}{}()", bare(name));
        let mut claims = vec![bare(name).to_owned()];
        match self.style {
            Style::Camel | Style::Snake => {}
            Style::Accessor => claims.push(method("")),
            Style::AccessorPair(write) => claims.extend([method(""), method(write)]),
            Style::PrefixedPair(read, write) => claims.extend([method(read), method(write)]),
            Style::Methods(prefixes) => return prefixes.iter().map(|one| method(one)).collect(),
        }
        claims
    }

    /// Returns the natural name with a number as its suffix.
    fn numbered(&self, number: u32) -> String {
        // This removes the underscore of a keyword, e.g. of `self_`: two underscores in a row are
        // not snake case.
        let base = bare(&self.natural).trim_end_matches('_');
        // A name that consists of underscores needs a separator, because no name begins with a
        // digit.
        let separator = if self.style == Style::Camel && !base.is_empty() { "" } else { "_" };
        format!("{base}{separator}{number}")
    }
}

/// Assigns a name to every element.
pub(super) fn assign(wants: &[Want], reserved: &Reserved<'_>) -> (Vec<Identifier>, Vec<Clash>) {
    let mut taken: HashSet<String> = reserved.names.iter().map(|name| (*name).to_owned()).collect();
    let mut given: Vec<Option<Identifier>> = wants.iter().map(|_| None).collect();
    let mut clashes = Vec::new();

    let mut owners: HashMap<String, usize> = HashMap::new();
    for (index, want) in wants.iter().enumerate() {
        let Some(name) = &want.explicit else { continue };
        let claims = want.claims(name);
        match claims.iter().find(|claim| taken.contains(*claim)) {
            Some(claim) => clashes.push(Clash { first: owners.get(claim).copied(), second: index }),
            None => {
                owners.extend(claims.iter().map(|claim| (claim.clone(), index)));
                taken.extend(claims);
            }
        }
        given[index] = Some(Identifier { name: name.clone(), renamed: None });
    }

    let mut order: Vec<usize> = (0..wants.len()).filter(|&index| given[index].is_none()).collect();
    let key = |index: usize| (&wants[index].proto_name, &wants[index].full_name, index);
    order.sort_by(|&a, &b| key(a).cmp(&key(b)));
    order.retain(|&index| {
        let claims = wants[index].claims(&wants[index].natural);
        let free = claims.iter().all(|claim| !taken.contains(claim));
        if free {
            owners.extend(claims.iter().map(|claim| (claim.clone(), index)));
            taken.extend(claims);
            given[index] = Some(Identifier { name: wants[index].natural.clone(), renamed: None });
        }
        !free
    });
    // The next number to try. A number that was taken once stays taken.
    let mut next: HashMap<(&str, Style), u32> = HashMap::new();
    for index in order {
        let want = &wants[index];
        let renamed =
            want.claims(&want.natural).into_iter().find(|claim| taken.contains(claim)).map(
                |claim| {
                    let by = match owners.get(&claim) {
                        Some(&owner) => Owner::Element(wants[owner].full_name.clone()),
                        None => reserved.owner.clone(),
                    };
                    Renamed { taken: claim, by }
                },
            );
        let number = next.entry((&want.natural, want.style)).or_insert(2);
        let (name, claims) = loop {
            let name = want.numbered(*number);
            let claims = want.claims(&name);
            *number += 1;
            if claims.iter().all(|claim| !taken.contains(claim)) {
                break (name, claims);
            }
        };
        owners.extend(claims.iter().map(|claim| (claim.clone(), index)));
        taken.extend(claims);
        given[index] = Some(Identifier { name, renamed });
    }
    (given.into_iter().flatten().collect(), clashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reserved<'a>(names: &[&'a str]) -> Reserved<'a> {
        Reserved { names: names.to_vec(), owner: Owner::Reserved("a test") }
    }

    fn names(wants: &[(&str, &str, Style)], reserved: &[&str]) -> Vec<String> {
        let wants: Vec<_> = wants
            .iter()
            .map(|&(proto, natural, style)| Want {
                proto_name: proto.into(),
                full_name: format!("a.{proto}"),
                natural: natural.into(),
                explicit: None,
                style,
            })
            .collect();
        assign(&wants, &self::reserved(reserved)).0.into_iter().map(|given| given.name).collect()
    }

    #[test]
    fn the_first_by_proto_name_keeps_its_name() {
        assert_eq!(
            names(&[("Fb", "Fb", Style::Camel), ("FB", "Fb", Style::Camel)], &[]),
            ["Fb2", "Fb"]
        );
        assert_eq!(
            names(&[("GetUrl", "get_url", Style::Snake), ("GetURL", "get_url", Style::Snake)], &[]),
            ["get_url_2", "get_url"]
        );
    }

    #[test]
    fn a_renamed_element_knows_the_reason() {
        let want = |proto: &str, natural: &str, style| Want {
            proto_name: proto.into(),
            full_name: format!("a.{proto}"),
            natural: natural.into(),
            explicit: None,
            style,
        };
        let wants = [
            want("GetUrl", "get_url", Style::Snake),
            want("GetURL", "get_url", Style::Snake),
            want("New", "new", Style::Snake),
        ];
        let why = |wants: &[Want], reserved: &[&str]| -> Vec<Option<(String, Owner)>> {
            let given = assign(wants, &self::reserved(reserved)).0;
            given
                .into_iter()
                .map(|given| given.renamed.map(|renamed| (renamed.taken, renamed.by)))
                .collect()
        };
        assert_eq!(
            why(&wants, &["new"]),
            [
                Some(("get_url".into(), Owner::Element("a.GetURL".into()))),
                None,
                Some(("new".into(), Owner::Reserved("a test")))
            ]
        );
        let wants = [
            want("foo", "foo", Style::AccessorPair("set_")),
            want("set_foo", "set_foo", Style::Accessor),
        ];
        assert_eq!(
            why(&wants, &[]),
            [None, Some(("set_foo()".into(), Owner::Element("a.foo".into())))]
        );
    }

    #[test]
    fn of_equal_proto_names_the_first_full_name_keeps_it() {
        let want = |package: &str| Want {
            proto_name: "A".into(),
            full_name: format!("{package}.A"),
            natural: "A".into(),
            explicit: None,
            style: Style::Camel,
        };
        let names = |wants: &[Want]| {
            assign(wants, &reserved(&[])).0.into_iter().map(|given| given.name).collect::<Vec<_>>()
        };
        assert_eq!(names(&[want("a_b"), want("aB")]), ["A2", "A"]);
        assert_eq!(names(&[want("aB"), want("a_b")]), ["A", "A2"]);
    }

    #[test]
    fn a_suffixed_name_never_takes_a_natural_one() {
        let wants =
            [("FB", "Fb", Style::Camel), ("Fb", "Fb", Style::Camel), ("Fb2", "Fb2", Style::Camel)];
        assert_eq!(names(&wants, &[]), ["Fb", "Fb3", "Fb2"]);
    }

    #[test]
    fn a_name_of_underscores_gets_a_valid_number() {
        assert_eq!(
            names(&[("_", "__", Style::Camel), ("__", "__", Style::Camel)], &[]),
            ["__", "_2"]
        );
        assert_eq!(
            names(&[("_", "__", Style::Snake), ("__", "__", Style::Snake)], &[]),
            ["__", "_2"]
        );
    }

    #[test]
    fn thousands_of_collisions_take_linear_time() {
        let names = names(&[("a", "a", Style::Snake); 20_000], &[]);
        assert_eq!((names[0].as_str(), names[19_999].as_str()), ("a", "a_20000"));
    }

    #[test]
    fn no_element_gets_a_reserved_name() {
        assert_eq!(
            names(
                &[("New", "new", Style::Snake), ("Type", "r#type", Style::Snake)],
                &["new", "type"]
            ),
            ["new_2", "type_2"]
        );
    }

    #[test]
    fn suffixes_follow_the_style_of_the_name() {
        assert_eq!(
            names(&[("Self", "self_", Style::Snake), ("self", "self_", Style::Snake)], &[]),
            ["self_", "self_2"]
        );
        assert_eq!(
            names(&[("_", "__", Style::Snake), ("__", "__", Style::Snake)], &[]),
            ["__", "_2"]
        );
    }

    #[test]
    fn accessors_are_claimed_with_the_field() {
        let wants = [
            ("foo", "foo", Style::AccessorPair("set_")),
            ("set_foo", "set_foo", Style::Accessor),
            ("set_bar", "set_bar", Style::Snake),
        ];
        assert_eq!(names(&wants, &[]), ["foo", "set_foo_2", "set_bar"]);
    }

    #[test]
    fn explicit_names_are_final_and_can_clash() {
        let want = |proto: &str, explicit: Option<&str>| Want {
            proto_name: proto.into(),
            full_name: format!("a.{proto}"),
            natural: proto.into(),
            explicit: explicit.map(str::to_owned),
            style: Style::Snake,
        };
        let (given, clashes) =
            assign(&[want("a", None), want("b", Some("a")), want("c", Some("a"))], &reserved(&[]));
        assert_eq!(
            given.iter().map(|given| given.name.as_str()).collect::<Vec<_>>(),
            ["a_2", "a", "a"]
        );
        assert_eq!(clashes, [Clash { first: Some(1), second: 2 }]);
        assert_eq!(
            assign(&[want("a", Some("new"))], &reserved(&["new"])).1,
            [Clash { first: None, second: 0 }]
        );
        let enumeration = Want { style: Style::AccessorPair("set_"), ..want("a", Some("b")) };
        let scalar = Want { style: Style::Accessor, ..want("c", Some("set_b")) };
        assert_eq!(
            assign(&[scalar, enumeration], &reserved(&[])).1,
            [Clash { first: Some(0), second: 1 }]
        );
    }
}
