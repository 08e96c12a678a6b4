//! Finds the files that a page loads.

use std::sync::LazyLock;

use regex::Regex;

/// A start tag that can load a file, with its attributes; quoted values may contain `>`.
static TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"<(link|script|img)\b((?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>])*)"#));
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"([\w-]+)=(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\s"'>]+))"#));
static IMPORT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?:from|import)[\s(]*["'`]\./([^"'`]+)"#));

/// Values of `rel` with which a link loads a file.
const RELATIONS: [&str; 4] = ["stylesheet", "modulepreload", "preload", "icon"];

/// Returns the paths of the files that `html` loads immediately, in its order and without
/// repetition.
///
/// These are style sheets, preloaded and imported modules, fetched data, scripts, icons and images.
/// Files of another origin keep their full address, so that they are noticed.
pub(super) fn loaded_by(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in TAG.captures_iter(html) {
        let loads = tag[1] != *"link"
            || attribute(&tag[2], "rel").is_some_and(|rel| {
                rel.split_ascii_whitespace().any(|rel| RELATIONS.contains(&rel))
            });
        let address = attribute(&tag[2], if tag[1] == *"link" { "href" } else { "src" });
        let Some(address) = address.filter(|_| loads).map(|value| value.replace("&amp;", "&"))
        else {
            continue;
        };
        if !found.contains(&address) && !address.starts_with("data:") {
            found.push(address);
        }
    }
    found
}

/// Returns the paths of the modules that a script at `place` imports by relative path.
pub(super) fn imported_by(script: &str, place: &str) -> Vec<String> {
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found: Vec<String> = Vec::new();
    for import in IMPORT.captures_iter(script) {
        let path = format!("{folder}/{}", &import[1]);
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// Whether the path of a file, without its query, has this extension.
pub(super) fn has_extension(path: &str, extension: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let found =
        ATTRIBUTE.captures_iter(attributes).find(|found| found[1].eq_ignore_ascii_case(wanted))?;
    found.iter().skip(2).flatten().next().map(|value| value.as_str())
}

#[expect(clippy::unwrap_used, reason = "a pattern that does not compile fails every test here")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_page_loads_is_found_once() {
        let html = r#"<!DOCTYPE html><html><head>
            <link rel="stylesheet" id="leptos" href="/pkg/usher.abc.css">
            <link rel="modulepreload" href="/pkg/usher.def.js" nonce="a>b"/>
            <link rel=preload href=/pkg/usher.ghi.wasm as=fetch crossorigin>
            <link rel="shortcut icon" href='/favicon.svg'>
            <link rel="canonical" href="/elsewhere"><a href="/sign-up">Sign up</a>
            <script type="module" src="/pkg/usher.def.js"></script><script>if (a<b) {}</script></head></html>"#;
        let wanted =
            ["/pkg/usher.abc.css", "/pkg/usher.def.js", "/pkg/usher.ghi.wasm", "/favicon.svg"];
        assert_eq!(loaded_by(html), wanted);
    }

    #[test]
    fn an_address_is_unescaped_and_embedded_data_costs_nothing_more() {
        let html = r#"<img src="/logo.png?a=1&amp;b=2"><img src="data:image/png;base64,AAAA">"#;
        assert_eq!(loaded_by(html), ["/logo.png?a=1&b=2"]);
    }

    #[test]
    fn a_page_that_breaks_off_inside_a_tag_is_read_as_far_as_it_goes() {
        assert_eq!(loaded_by(r#"<script src="/a.js"#), ["/a.js"]);
        assert!(loaded_by("<").is_empty());
        assert!(loaded_by("<link rel").is_empty());
    }

    #[test]
    fn modules_beside_a_script_are_found() {
        let script = r#"import{a}from"./snippets/x-1/inline0.js";import './b.js';await import( `./c.js`);
            imports["./usher_bg.js"]={};new URL('./usher_bg.wasm', here)"#;
        let wanted = ["/pkg/snippets/x-1/inline0.js", "/pkg/b.js", "/pkg/c.js"];
        assert_eq!(imported_by(script, "/pkg/usher.js"), wanted);
    }
}
