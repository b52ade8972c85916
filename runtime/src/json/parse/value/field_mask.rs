//! `google.protobuf.FieldMask`: paths in lowerCamelCase, separated by commas.

use alloc::string::String;

use super::Refusal;

/// Returns the paths of a mask as proto names, e.g. `wind_speed` of `windSpeed`.
pub(crate) fn mask_paths(text: &str) -> impl Iterator<Item = Result<String, Refusal>> {
    let paths = (!text.is_empty()).then(|| text.split(','));
    paths.into_iter().flatten().map(snake_case)
}

fn snake_case(path: &str) -> Result<String, Refusal> {
    let mut snake = String::with_capacity(path.len() + 4);
    let mut is_start = true;
    for letter in path.chars() {
        match letter {
            // No arm accepts an underscore: JSON could not tell it from the underscore before a
            // capital letter.
            '.' if !is_start => {}
            'A'..='Z' => snake.push('_'),
            'a'..='z' => {}
            '0'..='9' if !is_start => {}
            _ => return Err("the string has a path that is not in lowerCamelCase".into()),
        }
        snake.push(letter.to_ascii_lowercase());
        is_start = letter == '.';
    }
    match is_start {
        false => Ok(snake),
        true => Err("the string has a path with an empty name".into()),
    }
}
