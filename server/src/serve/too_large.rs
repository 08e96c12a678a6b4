//! The page for a request whose headers are larger than hyper reads.
//!
//! hyper answers such a request by itself, without a body, and no layer can answer it instead. A browser with too many
//! cookies would show an error of its own that does not say what to do, so that answer is replaced on its way out.

use app::text::Key;
use app::text::Language;
use axum::body::Bytes;

use crate::gate::headers::ALWAYS;
use crate::gate::headers::DATA_POLICY;

/// Returns the answer to send in the place of `head`, if that is hyper's own for headers that are too large. Those of
/// this server have a body.
pub(super) fn instead_of(head: &[u8]) -> Option<Bytes> {
    let is_bare = head.starts_with(b"HTTP/1.1 431 ")
        && head.to_ascii_lowercase().windows(21).any(|part| part == b"\r\ncontent-length: 0\r\n");
    is_bare.then(|| {
        tracing::warn!(
            event = "request.refused",
            reason = "headers-too-large",
            http.status = 431,
            "a request was refused"
        );
        answer(Language::default())
    })
}

fn answer(language: Language) -> Bytes {
    let (title, advice) =
        (language.text(Key::ProblemTitle), language.text(Key::ProblemHeadersTooLarge));
    let page = format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title}</title></head><body><main><h1>{title}</h1><p>{advice}</p></main></body></html>",
        language.tag(),
        language.direction().name()
    );
    let table = ALWAYS.map(|(name, value)| format!("{name}: {value}\r\n")).concat();
    format!(
        "HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: {}\r\n\
         content-type: text/html; charset=utf-8\r\ncache-control: no-store\r\n\
         content-security-policy: {DATA_POLICY}\r\n{table}\r\n{page}",
        page.len()
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_bare_answer_is_replaced() {
        let bare = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n\r\n";
        let replaced = instead_of(bare).unwrap_or_default();
        let text = String::from_utf8_lossy(&replaced);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
        assert!(head.contains(&format!("content-length: {}", body.len())) && !body.is_empty());
        assert_eq!(instead_of(&replaced), None);
        for other in ["HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", "HTTP/1.1 431 x\r\n\r\n", ""]
        {
            assert_eq!(instead_of(other.as_bytes()), None, "{other}");
        }
    }
}
