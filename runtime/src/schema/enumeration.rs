//! The schemas of enums.

use alloc::boxed::Box;
#[cfg(any(feature = "json", feature = "text"))]
use alloc::format;
#[cfg(any(feature = "json", feature = "text"))]
use alloc::string::String;
use alloc::vec::Vec;

use super::name_index::NameIndex;

/// An enum type.
#[derive(Debug)]
pub(crate) struct Enum {
    /// The full name, e.g. `acme.v1.Sky`.
    pub full_name: Box<str>,
    /// The values in declaration order, including aliases. An enum of another crate without a table
    /// has no values.
    pub values: Box<[EnumValue]>,
    /// Whether the schema declares the enum as closed. A generated field can differ: readers call
    /// [`Type::is_closed`](super::Type::is_closed) and [`Type::holds`](super::Type::holds).
    pub is_closed: bool,
    is_null_value: bool,
    /// The indexes of values, ordered by number. Of several values with one number, the list has
    /// the first.
    by_number: Box<[u32]>,
    /// The indexes of values, ordered by proto name.
    by_name: Box<[u32]>,
    /// The table of the values' proto names.
    names: Option<NameIndex>,
    /// The indexes of values with a JSON name of their own, in declaration order.
    with_json_name: Box<[u32]>,
}

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct EnumValue {
    /// The number, e.g. `2`.
    pub number: i32,
    /// The proto name, e.g. `SKY_CLOUDY`.
    pub name: Box<str>,
    /// The JSON name that the option `(pb.enumvalue.json).string` sets.
    pub json_name: Option<Box<str>>,
}

impl Enum {
    /// Creates the schema of an enum from its values in declaration order.
    pub(crate) fn new(full_name: Box<str>, values: Vec<EnumValue>, is_closed: bool) -> Self {
        let count = values.len() as u32;
        let mut by_number: Vec<u32> = (0..count).collect();
        // The sort is stable, so the first of several values with one number stays first.
        by_number.sort_by_key(|index| values[*index as usize].number);
        by_number.dedup_by_key(|index| values[*index as usize].number);
        let mut by_name: Vec<u32> = (0..count).collect();
        by_name.sort_by(|a, b| values[*a as usize].name.cmp(&values[*b as usize].name));
        let has_json_name = |index: &u32| values[*index as usize].json_name.is_some();
        let with_json_name = (0..count).filter(has_json_name).collect();
        Enum {
            is_null_value: *full_name == *"google.protobuf.NullValue",
            full_name,
            is_closed,
            by_number: by_number.into(),
            names: NameIndex::new(values.iter().map(|value| &*value.name)),
            by_name: by_name.into(),
            with_json_name,
            values: values.into(),
        }
    }

    /// Returns the first declared value with this number.
    pub(crate) fn value(&self, number: i32) -> Option<&EnumValue> {
        let number_of = |index: &u32| self.values[*index as usize].number;
        // Most enums have the numbers 0, 1, 2 and so on.
        if let Some(index) = self.by_number.get(number as usize)
            && number_of(index) == number
        {
            return Some(&self.values[*index as usize]);
        }
        let found = self.by_number.binary_search_by_key(&number, number_of).ok()?;
        Some(&self.values[self.by_number[found] as usize])
    }

    /// Returns the value with this proto name.
    pub(crate) fn named(&self, name: &str) -> Option<&EnumValue> {
        let name_of = |index: u32| &*self.values[index as usize].name;
        let found = match &self.names {
            Some(names) => names.find(name, name_of)?,
            None => {
                let found = self.by_name.binary_search_by(|index| name_of(*index).cmp(name));
                self.by_name[found.ok()?]
            }
        };
        Some(&self.values[found as usize])
    }

    /// Returns the value with this name in JSON: its own JSON name, or the proto name.
    pub(crate) fn named_in_json(&self, name: &str) -> Option<&EnumValue> {
        let mut with_json_name =
            self.with_json_name.iter().map(|index| &self.values[*index as usize]);
        let by_json_name = with_json_name.find(|value| value.json_name.as_deref() == Some(name));
        by_json_name.or_else(|| self.named(name))
    }

    /// Returns the error of a name that no value has.
    #[cfg(any(feature = "json", feature = "text"))]
    #[cold]
    pub(crate) fn no_value(&self, shown: &str) -> String {
        let full_name = &self.full_name;
        match self.values.is_empty() {
            true => format!(
                "`{full_name}` has no table (`json_extern`), so a value is a number: \
                 found `{shown}`"
            ),
            false => format!("`{full_name}` has no value `{shown}`"),
        }
    }

    /// Returns the number of the default value, which is the first value.
    pub(crate) fn default_number(&self) -> i32 {
        self.values.first().map_or(0, |value| value.number)
    }

    /// Whether the enum is `google.protobuf.NullValue`, which is `null` in JSON.
    pub(crate) fn is_null_value(&self) -> bool {
        self.is_null_value
    }
}

impl EnumValue {
    /// Returns the name of the value in JSON.
    pub(crate) fn in_json(&self) -> &str {
        self.json_name.as_deref().unwrap_or(&self.name)
    }
}
