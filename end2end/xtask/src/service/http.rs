//! As much HTTP as it takes to ask a server on this machine for a page and count the bytes of the answer.

use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use anyhow::Context;
use anyhow::bail;

const PATIENCE: Duration = Duration::from_secs(15);

/// An answer, its body still encoded the way it travelled.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header, whatever the case of its name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let same = |(found, _): &&(String, String)| found.eq_ignore_ascii_case(name);
        self.headers.iter().find(same).map(|(_, value)| value.as_str())
    }
}

/// Asks `http://host:port/path` as a browser does that opens a page, accepting one content encoding.
pub(crate) fn get(url: &str, encoding: &str) -> anyhow::Result<Answer> {
    let rest = url.strip_prefix("http://").with_context(|| format!("{url} is not plain http"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).with_context(|| format!("connecting to {host}"))?;
    stream.set_read_timeout(Some(PATIENCE)).context("setting the deadline")?;
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html,*/*\r\nAccept-Encoding: {encoding}\r\n\
         Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n"
    )
    .context("asking")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).with_context(|| format!("reading the answer to {url}"))?;
    parse(&bytes).with_context(|| format!("the answer to {url}"))
}

fn parse(bytes: &[u8]) -> anyhow::Result<Answer> {
    let end = find(bytes, b"\r\n\r\n").context("has no end of headers")?;
    let head = std::str::from_utf8(&bytes[..end]).context("has headers that are no text")?;
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok())
        .context("has no status")?;
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer { status, headers, body: bytes[end + 4..].to_vec() };
    if answer.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
    {
        answer.body = join_chunks(&answer.body)?;
    } else if let Some(length) = answer.header("content-length") {
        let length: usize = length.parse().context("has a length that is no number")?;
        anyhow::ensure!(answer.body.len() == length, "was cut off");
    }
    Ok(answer)
}

fn join_chunks(mut rest: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = find(rest, b"\r\n").context("was cut off before a chunk")?;
        let text = std::str::from_utf8(&rest[..line]).context("has a chunk without a size")?;
        let digits = text.split(';').next().unwrap_or(text).trim();
        let size = usize::from_str_radix(digits, 16).context("has a chunk without a size")?;
        rest = &rest[line + 2..];
        if size == 0 {
            return Ok(body);
        }
        let Some((chunk, after)) = rest.split_at_checked(size) else { bail!("was cut off") };
        body.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").context("has a chunk without an end")?;
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "an answer that does not parse fails the test")]
    use super::*;

    #[test]
    fn a_body_with_a_length_is_taken_whole() {
        let answer =
            parse(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: br\r\n\r\nhello")
                .unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"hello"[..]));
        assert_eq!(answer.header("content-encoding"), Some("br"));
    }

    #[test]
    fn chunks_are_joined() {
        let answer = parse(
            b"HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n4\r\nnot \r\n5;x=y\r\nfound\r\n0\r\n\r\n",
        )
        .unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (404, &b"not found"[..]));
    }

    #[test]
    fn an_answer_that_was_cut_off_is_an_error() {
        assert!(parse(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello").is_err());
        assert!(parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello").is_err());
        assert!(parse(b"HTTP/1.1 200 OK\r\n").is_err());
        assert!(parse(b"").is_err());
    }
}
