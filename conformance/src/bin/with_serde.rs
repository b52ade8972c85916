//! A program that the runner starts: requests on standard input, responses on standard output. Its
//! messages are generated, and serde_json prints and parses their JSON.

use std::io;

use conformance::{frame, testee};

fn main() -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(request) = frame::read(&mut input)? {
        frame::write(&mut output, &testee::respond_with_serde(&request))?;
    }
    Ok(())
}
