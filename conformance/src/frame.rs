//! The frames between runner and testee. A frame is a length of four bytes, in little-endian order,
//! and a message.

use std::io::{self, ErrorKind, Read, Write};

/// Reads the next frame. Returns `None` at the end of the input.
///
/// # Errors
/// Returns an error if the input fails, or if it ends inside a frame.
pub fn read(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read(&mut length[..1])? {
        0 => return Ok(None),
        _ => input.read_exact(&mut length[1..])?,
    }
    let length = u32::from_le_bytes(length);
    let mut frame = Vec::new();
    input.take(length.into()).read_to_end(&mut frame)?;
    if frame.len() < length as usize {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(frame))
}

/// Writes a frame, and flushes the output, because the runner waits for it.
///
/// # Errors
/// Returns an error if the output fails, or if the length of the message does not fit into four
/// bytes.
pub fn write(output: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = u32::try_from(message.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(message)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_frame_is_read_back() {
        let mut bytes = Vec::new();
        for message in [&b"one"[..], b"", &[7; 300]] {
            write(&mut bytes, message).expect("a vector grows");
        }
        let mut input = &bytes[..];
        assert_eq!(read(&mut input).unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(read(&mut input).unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(read(&mut input).unwrap().map(|frame| frame.len()), Some(300));
        assert_eq!(read(&mut input).unwrap(), None);
    }

    #[test]
    fn a_frame_that_is_cut_off_is_an_error() {
        for cut in [&[3, 0][..], &[3, 0, 0, 0, b'o']] {
            let error = read(&mut &cut[..]).expect_err("it is cut off");
            assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
        }
    }
}
