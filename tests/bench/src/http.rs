//! Plain HTTP requests, one connection each: for setting up, not for measuring.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use crate::error::{BenchError, Result};

/// Asks and gives the body, whatever the status.
///
/// # Errors
/// When the relay does not answer.
pub fn ask(at: SocketAddr, method: &str, path: &str, body: &[u8]) -> Result<Vec<u8>> {
    let tried = || format!("{method} {path}");
    let mut stream = TcpStream::connect(at).map_err(BenchError::io(tried()))?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut answer = Vec::new();
    let said = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
    said.and_then(|()| stream.read_to_end(&mut answer))
        .map_err(BenchError::io(tried()))?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or_else(|| BenchError::unexpected("an answer that is no HTTP"))?;
    Ok(answer.split_off(end + 4))
}

/// GET.
///
/// # Errors
/// As [`ask`].
pub fn get(at: SocketAddr, path: &str) -> Result<Vec<u8>> {
    ask(at, "GET", path, &[])
}
