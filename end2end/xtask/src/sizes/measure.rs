//! Measures a first visit to the running server, file by file.

use std::collections::VecDeque;

use anyhow::Context;
use ureq::http::HeaderValue;

use super::Sized;
use super::assets::has_extension;
use super::assets::imported_by;
use super::assets::loaded_by;
use crate::http;

const PAGE: &str = "/sign-in";

/// Returns every file that a browser transfers when it opens the sign-in page of `origin` for the
/// first time.
///
/// A style sheet, a script and a wasm module must be among them; otherwise the search is
/// incomplete.
pub(crate) fn measure(origin: &str) -> anyhow::Result<Vec<Sized>> {
    let (page, html) = fetch(origin, PAGE)?;
    let mut files = vec![page];
    let mut waiting = VecDeque::from(loaded_by(&String::from_utf8_lossy(&html)));
    while let Some(path) = waiting.pop_front() {
        if files.iter().any(|file| file.path == path) {
            continue;
        }
        anyhow::ensure!(path.starts_with('/'), "the page loads {path} from elsewhere");
        let (file, content) = fetch(origin, &path)?;
        if has_extension(&path, "js") {
            waiting.extend(imported_by(&String::from_utf8_lossy(&content), &path));
        }
        files.push(file);
    }
    for extension in ["css", "js", "wasm"] {
        let there = files.iter().any(|file| has_extension(&file.path, extension));
        anyhow::ensure!(there, "the page loads no .{extension} file");
    }
    Ok(files)
}

/// Fetches one file in each encoding, and checks that brotli decodes to identical bytes.
fn fetch(origin: &str, path: &str) -> anyhow::Result<(Sized, Vec<u8>)> {
    let url = format!("{origin}{path}");
    let raw = get(&url, "identity")?;
    let brotli = get(&url, "br")?;
    let gzip = get(&url, "gzip")?;
    let decoded = decode(&brotli).with_context(|| format!("decoding {path}"))?;
    // A page differs each time, because it has a step id and a nonce of its own.
    let same = path == PAGE || decoded == *raw.body();
    anyhow::ensure!(same, "the brotli form of {path} is another file than the plain one");
    let sized = Sized {
        path: path.to_owned(),
        blocks: path == PAGE || has_extension(path, "css"),
        raw: raw.body().len(),
        brotli: brotli.body().len(),
        gzip: gzip.body().len(),
    };
    Ok((sized, decoded))
}

fn get(url: &str, encoding: &str) -> anyhow::Result<http::Answer> {
    let answer = http::get(url, encoding)?;
    anyhow::ensure!(answer.status() == 200, "{url} answers {}", answer.status());
    Ok(answer)
}

/// Decodes a response that has the content encoding brotli or none.
fn decode(answer: &http::Answer) -> anyhow::Result<Vec<u8>> {
    let encoding = answer.headers().get("content-encoding").map(HeaderValue::as_bytes);
    match encoding {
        None | Some(b"identity") => Ok(answer.body().clone()),
        Some(b"br") => {
            let mut content = Vec::new();
            brotli::BrotliDecompress(&mut answer.body().as_slice(), &mut content)
                .context("the brotli form is damaged")?;
            Ok(content)
        }
        Some(other) => anyhow::bail!("asked for br, got {}", other.escape_ascii()),
    }
}
