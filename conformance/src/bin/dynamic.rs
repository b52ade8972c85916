//! A program that the runner starts: requests on standard input, responses on standard output. Its
//! messages are dynamic.

use std::io;

use conformance::{dynamic, frame};

fn main() -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(request) = frame::read(&mut input)? {
        frame::write(&mut output, &dynamic::respond(&request))?;
    }
    Ok(())
}
