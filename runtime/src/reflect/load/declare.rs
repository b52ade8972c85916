//! The elements of all files, with their full names.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::collections::btree_map::Entry;
use alloc::format;
use alloc::vec::Vec;

use super::features::{Features, OF_ENUM, OF_MESSAGE};
use crate::reflect::error::DescriptorError;
use crate::reflect::pool::Symbol;
use crate::reflect::proto::{EnumProto, FieldProto, FileProto, MessageProto, ServiceProto};

/// The elements of all files. The position of an element in its list is its index in the pool.
pub(super) struct Declared<'p, 'a> {
    pub files: &'p [FileProto<'a>],
    pub messages: Vec<Element<'p, MessageProto<'a>>>,
    pub enums: Vec<Element<'p, EnumProto<'a>>>,
    pub extensions: Vec<Element<'p, FieldProto<'a>>>,
    pub services: Vec<Element<'p, ServiceProto<'a>>>,
    pub by_name: BTreeMap<Box<str>, Symbol>,
    /// The number of bytes that full names may still take.
    names_left: usize,
}

/// An element: its descriptor and its position among the files and messages.
pub(super) struct Element<'p, P> {
    pub proto: &'p P,
    /// The index of its file.
    pub file: u32,
    /// The index of the message that declares the element.
    pub parent: Option<u32>,
    /// The full name, e.g. `acme.v1.Forecast`.
    pub full_name: Box<str>,
    /// The features. For an extension, they are the inherited features.
    pub features: Features,
}

/// The scope in which elements are declared.
#[derive(Clone, Copy)]
struct Place<'n> {
    file: u32,
    parent: Option<u32>,
    /// The package, or the full name of the message around the elements.
    scope: &'n str,
    /// The features that the elements inherit.
    features: Features,
}

/// Declares the elements of all files.
pub(super) fn declare<'p, 'a>(
    files: &'p [FileProto<'a>],
) -> Result<Declared<'p, 'a>, DescriptorError> {
    // A full name repeats the names of the elements around it. Without a limit, a set with a long
    // name and many elements in its scope would take an unbounded amount of memory.
    let length: usize = files.iter().map(|file| file.bytes.len()).sum();
    let mut declared = Declared {
        files,
        messages: Vec::new(),
        enums: Vec::new(),
        extensions: Vec::new(),
        services: Vec::new(),
        by_name: BTreeMap::new(),
        names_left: length.saturating_mul(64).saturating_add(1 << 16),
    };
    for (index, file) in (0..).zip(files) {
        declared.file(index, file).map_err(|error| error.in_file(file.name))?;
    }
    Ok(declared)
}

impl<'p, 'a> Declared<'p, 'a> {
    fn file(&mut self, index: u32, file: &'p FileProto<'a>) -> Result<(), DescriptorError> {
        self.package(file.package)?;
        let features = Features::of_file(file)?;
        let place = Place { file: index, parent: None, scope: file.package, features };
        self.types(place, &file.messages, &file.enums, &file.extensions)?;
        for proto in &file.services {
            let symbol = Symbol::Service(self.services.len() as u32);
            let element = self.element(place, proto, proto.name, symbol, features)?;
            self.services.push(element);
        }
        Ok(())
    }

    /// Declares a package and its parent packages.
    fn package(&mut self, package: &str) -> Result<(), DescriptorError> {
        let ends = package.match_indices('.').map(|(end, _)| end);
        let ends = ends.chain((!package.is_empty()).then_some(package.len()));
        for end in ends {
            let name = &package[..end];
            match self.by_name.get(name) {
                Some(Symbol::Package) => {}
                Some(_) => {
                    let problem = "an element and a package have this name";
                    return Err(DescriptorError::new(problem).of(name));
                }
                None => {
                    self.count_name(name)?;
                    self.by_name.insert(name.into(), Symbol::Package);
                }
            }
        }
        Ok(())
    }

    fn types(
        &mut self,
        place: Place<'_>,
        messages: &'p [MessageProto<'a>],
        enums: &'p [EnumProto<'a>],
        extensions: &'p [FieldProto<'a>],
    ) -> Result<(), DescriptorError> {
        for proto in messages {
            let index = self.messages.len() as u32;
            let symbol = Symbol::Message(index);
            let features = place.features.with(&proto.options, OF_MESSAGE);
            let element = self.element(place, proto, proto.name, symbol, features)?;
            let scope = element.full_name.clone();
            self.messages.push(element);
            let inner = Place { parent: Some(index), scope: &scope, features, ..place };
            self.types(inner, &proto.messages, &proto.enums, &proto.extensions)?;
        }
        for proto in enums {
            let symbol = Symbol::Enum(self.enums.len() as u32);
            let features = place.features.with(&proto.options, OF_ENUM);
            let element = self.element(place, proto, proto.name, symbol, features)?;
            self.enums.push(element);
        }
        for proto in extensions {
            let symbol = Symbol::Extension(self.extensions.len() as u32);
            let element = self.element(place, proto, proto.name, symbol, place.features)?;
            self.extensions.push(element);
        }
        Ok(())
    }

    fn element<P>(
        &mut self,
        place: Place<'_>,
        proto: &'p P,
        name: &str,
        symbol: Symbol,
        features: Features,
    ) -> Result<Element<'p, P>, DescriptorError> {
        let full_name: Box<str> = match place.scope {
            "" => name.into(),
            scope => format!("{scope}.{name}").into(),
        };
        // The map of names stores the name as a key, too.
        self.count_name(&full_name)?;
        self.count_name(&full_name)?;
        match self.by_name.entry(full_name.clone()) {
            Entry::Vacant(entry) => entry.insert(symbol),
            Entry::Occupied(_) => {
                let problem = "the name is declared twice";
                return Err(DescriptorError::new(problem).of(&full_name));
            }
        };
        let Place { file, parent, .. } = place;
        Ok(Element { proto, file, parent, full_name, features })
    }

    fn count_name(&mut self, name: &str) -> Result<(), DescriptorError> {
        let left = self.names_left.checked_sub(name.len());
        let too_long = || DescriptorError::new("the full names are too long for the set");
        self.names_left = left.ok_or_else(too_long)?;
        Ok(())
    }
}
