//! One path or several.

/// What the methods of [`Config`](crate::Config) take that select by path: `"Forecast.day"`, or an array, slice or vector of
/// such.
pub trait Paths {
    /// Each of them.
    fn into_paths(self) -> Vec<String>;
}

macro_rules! one {
    ($($type:ty),*) => {$(
        impl Paths for $type {
            fn into_paths(self) -> Vec<String> {
                vec![String::from(self)]
            }
        }
    )*};
}

one!(&str, &String, String);

impl<S: AsRef<str>> Paths for &[S] {
    fn into_paths(self) -> Vec<String> {
        self.iter().map(|path| path.as_ref().to_owned()).collect()
    }
}

impl<S: AsRef<str>, const N: usize> Paths for [S; N] {
    fn into_paths(self) -> Vec<String> {
        self.as_slice().into_paths()
    }
}

impl<S: AsRef<str>, const N: usize> Paths for &[S; N] {
    fn into_paths(self) -> Vec<String> {
        self.as_slice().into_paths()
    }
}

impl<S: AsRef<str>> Paths for Vec<S> {
    fn into_paths(self) -> Vec<String> {
        self.as_slice().into_paths()
    }
}

impl<S: AsRef<str>> Paths for &Vec<S> {
    fn into_paths(self) -> Vec<String> {
        self.as_slice().into_paths()
    }
}

#[cfg(test)]
mod tests {
    use crate::Config;

    #[test]
    fn one_or_several() {
        let array: &[&str; 1] = &["d"];
        let mut config = Config::new();
        config.boxed("a").boxed(["b", "c"]).boxed(array).boxed(vec![String::from("e")]).boxed(["f".to_owned()].as_slice());
        assert_eq!(config.options.to_string(), "boxed=a,boxed=b,boxed=c,boxed=d,boxed=e,boxed=f");
    }
}
