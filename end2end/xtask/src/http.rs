//! HTTP requests to servers on this machine.

use std::time::Duration;

use anyhow::Context;
use ureq::Agent;
use ureq::Body;
use ureq::http::Response;

const PATIENCE: Duration = Duration::from_secs(15);

/// A response, with its content encoding unchanged.
pub(crate) type Answer = Response<Vec<u8>>;

/// Makes a client that keeps its connection, follows no redirect and accepts any status.
pub(crate) fn client() -> Agent {
    let config = Agent::config_builder()
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE));
    config.build().into()
}

/// Reads a whole response, so that the connection can be used again.
pub(crate) fn read(answer: Result<Response<Body>, ureq::Error>) -> anyhow::Result<Answer> {
    let (head, mut body) = answer.context("asking")?.into_parts();
    Ok(Response::from_parts(head, body.read_to_vec().context("reading the answer")?))
}

/// Requests a page as a browser does, with one accepted content encoding.
pub(crate) fn get(url: &str, encoding: &str) -> anyhow::Result<Answer> {
    let request = client()
        .get(url)
        .header("Accept", "text/html,*/*")
        .header("Accept-Encoding", encoding)
        .header("Sec-Fetch-Site", "none")
        .header("Sec-Fetch-Mode", "navigate")
        .header("Sec-Fetch-Dest", "document");
    read(request.call()).with_context(|| format!("GET {url}"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a listener that fails, fails the test")]
    use std::io::Read;
    use std::io::Write;
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    #[test]
    fn a_redirect_is_an_answer_and_a_body_stays_as_it_travelled() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let served = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 2048];
            let length = stream.read(&mut asked).unwrap();
            let answer = "HTTP/1.1 303 See Other\r\nLocation: /next\r\nContent-Encoding: br\r\n\
                          Content-Length: 3\r\n\r\nabc";
            stream.write_all(answer.as_bytes()).unwrap();
            String::from_utf8_lossy(&asked[..length]).to_lowercase()
        });
        let answer = get(&url, "br").unwrap();
        assert_eq!((answer.status().as_u16(), answer.body().as_slice()), (303, &b"abc"[..]));
        assert!(served.join().unwrap().contains("\r\naccept-encoding: br\r\n"));
    }
}
