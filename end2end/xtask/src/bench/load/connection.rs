//! A connection that is kept for the next question, as browsers and proxies keep theirs.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use anyhow::Context;

const PATIENCE: Duration = Duration::from_secs(15);

/// An open connection.
#[derive(Debug)]
pub(in crate::bench) struct Connection(BufReader<TcpStream>);

/// What is looked at of an answer.
#[derive(Debug, Default)]
pub(in crate::bench) struct Answer {
    pub(in crate::bench) status: u16,
    /// Name and value of the first cookie that is set.
    pub(in crate::bench) cookie: Option<String>,
}

impl Connection {
    pub(in crate::bench) fn open(host: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(host).with_context(|| format!("connecting to {host}"))?;
        stream.set_nodelay(true).context("sending at once")?;
        stream.set_read_timeout(Some(PATIENCE)).context("setting the deadline")?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a request and reads the answer to its end.
    pub(in crate::bench) fn ask(&mut self, request: &str) -> anyhow::Result<Answer> {
        self.0.get_mut().write_all(request.as_bytes()).context("asking")?;
        let mut answer = Answer::default();
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            anyhow::ensure!(self.0.read_line(&mut line)? > 0, "the server hung up");
            let text = line.trim_end();
            if text.is_empty() {
                break;
            }
            match text.split_once(": ") {
                None => answer.status = status(text)?,
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().context("a length that is no number")?;
                }
                Some((name, _)) if name.eq_ignore_ascii_case("transfer-encoding") => {
                    anyhow::bail!("an answer without a length");
                }
                Some((name, value)) if name.eq_ignore_ascii_case("set-cookie") => {
                    let pair = value.split(';').next().map(str::to_owned);
                    answer.cookie = answer.cookie.or(pair);
                }
                Some(_) => {}
            }
        }
        std::io::copy(&mut self.0.by_ref().take(length), &mut std::io::sink())?;
        Ok(answer)
    }
}

fn status(line: &str) -> anyhow::Result<u16> {
    line.split(' ').nth(1).and_then(|word| word.parse().ok()).context("an answer without a status")
}
