//! Finds in a page what a browser goes on to load.

/// Paths of the files that `html` loads at once, in its order, each once.
///
/// Style sheets, preloaded and imported modules, fetched data, scripts, icons and images. Another origin's files are
/// kept with their full address, so that nobody overlooks them.
pub(super) fn loaded_by(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        let rel = attribute(tag, "rel").unwrap_or_default();
        let loads = rel
            .split_ascii_whitespace()
            .any(|rel| ["stylesheet", "modulepreload", "preload", "icon"].contains(&rel));
        let address = match name(tag) {
            "link" if loads => attribute(tag, "href"),
            "script" | "img" => attribute(tag, "src"),
            _ => None,
        };
        if let Some(address) = address.map(|address| address.replace("&amp;", "&"))
            && !found.contains(&address)
            && !address.starts_with("data:")
        {
            found.push(address);
        }
    }
    found
}

/// Paths of the modules that a script at `place` imports from beside itself.
pub(super) fn imported_by(script: &str, place: &str) -> Vec<String> {
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    for (at, _) in script.match_indices("./") {
        let (before, after) = (&script[..at], &script[at + 2..]);
        let Some(quote) = before.chars().next_back().filter(|c| "\"'`".contains(*c)) else {
            continue;
        };
        let statement =
            before[..before.len() - 1].trim_end_matches(|c: char| c.is_whitespace() || c == '(');
        let imports = statement.ends_with("from") || statement.ends_with("import");
        if let Some((path, _)) = after.split_once(quote)
            && imports
        {
            let path = format!("{folder}/{path}");
            if !found.contains(&path) {
                found.push(path);
            }
        }
    }
    found
}

/// Whether the file at `path`, apart from a query, is of this kind.
pub(super) fn has_extension(path: &str, extension: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

/// Every start tag, without its angle brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices('<').filter_map(|(at, _)| {
        let rest = &html[at + 1..];
        rest.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| &rest[..end_of_tag(rest)])
    })
}

/// Where a tag ends: at the first `>` that is not inside quotes.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => return at,
            _ => {}
        }
    }
    rest.len()
}

fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
    &tag[..end]
}

fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = tag.strip_prefix(name(tag))?;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let key = &rest[..end];
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = take_value(after);
        }
        if key.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
    }
}

fn take_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
    text.split_at(end)
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
