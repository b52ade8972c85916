//! Generated code as items that can be compared: the attributes of an item, and the parts that
//! callers see.
//!
//! `corpora` mounts this file, too, by its path. So the modules in it have paths.

#[path = "items/comparable.rs"]
mod comparable;
#[path = "items/flatten.rs"]
mod flatten;

use std::collections::BTreeMap;

pub use flatten::flatten;

/// The text of items by path, e.g.
/// `acme.weather.v1.rs: forecast_client::impl ForecastClient<T>::get_forecast`.
pub type Items = BTreeMap<String, String>;

/// An item that differs.
#[derive(Debug)]
pub struct Difference {
    /// The path of the item.
    pub path: String,
    /// The text in our code, if it has the item.
    pub ours: Option<String>,
    /// The text in their code, if it has the item.
    pub theirs: Option<String>,
}

/// Returns the differences between two sets of items, by path.
pub fn differences(ours: &Items, theirs: &Items) -> Vec<Difference> {
    let paths = ours.keys().chain(theirs.keys().filter(|path| !ours.contains_key(*path)));
    let compared = paths.map(|path| Difference {
        path: path.clone(),
        ours: ours.get(path).cloned(),
        theirs: theirs.get(path).cloned(),
    });
    compared.filter(|difference| difference.ours != difference.theirs).collect()
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
        writeln!(
            f,
            "{}\n    ours:   {}\n    theirs: {}",
            self.path,
            text(&self.ours),
            text(&self.theirs)
        )
    }
}
