//! The testee with generated messages. The runner starts it, writes requests to its standard input,
//! and reads responses from its standard output.

use std::io;

use conformance::{frame, testee};

fn main() -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(request) = frame::read(&mut input)? {
        frame::write(&mut output, &testee::respond(&request))?;
    }
    Ok(())
}
