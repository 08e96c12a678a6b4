//! The document around every page.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::text::Language;

/// Names of the files that a page loads, with the hash of their content in the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// Path of the style sheet.
    pub css: String,
    /// Path of the JavaScript glue.
    pub js: String,
    /// Path of the WebAssembly module.
    pub wasm: String,
    /// The inline script of a development server that reloads the page; empty otherwise.
    pub reload: String,
}

/// Loads the module and activates the panel. The Leptos component for this repeats the nonce in an
/// attribute that style sheets can read, and sets none on preload links.
const WAKE: &str =
    "const m=await import(J);await m.default({module_or_path:W});m.wake();clearInterval(T);";

/// The document: head, style, and the scripts of pages that have the panel.
#[component]
pub fn Shell(
    /// Names of the files to load.
    assets: Assets,
    /// The language of the page.
    language: Language,
    /// The document title.
    #[prop(into)]
    title: String,
    /// Whether the page has a panel to activate.
    #[prop(optional)]
    panel: bool,
    /// Seconds after which a page reloads itself unless its panel is active; also without
    /// JavaScript.
    #[prop(default = None)]
    refresh_until_awake: Option<u32>,
    /// The address to which the document redirects at once.
    #[prop(default = None)]
    continue_at: Option<String>,
    /// The content of the page.
    children: Children,
) -> impl IntoView {
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    let scripts = panel.then(|| {
        // A reload would lose a code that is being typed.
        let timer = refresh_until_awake.map_or("0".to_owned(), |seconds| {
            format!(
                "setInterval(()=>document.querySelector('input.code')?.value||location.reload(),{seconds}e3)"
            )
        });
        let start = format!("const J={:?},W={:?},T={timer};{WAKE}", assets.js, assets.wasm);
        view! {
            <link rel="modulepreload" href=assets.js.clone() nonce=nonce.clone() />
            <link
                rel="preload"
                href=assets.wasm.clone()
                r#as="fetch"
                r#type="application/wasm"
                crossorigin=""
            />
            <script type="module" nonce=nonce.clone()>
                {start}
            </script>
        }
    });
    let reload = (!assets.reload.is_empty())
        .then(|| view! { <script nonce=nonce.clone()>{assets.reload.clone()}</script> });
    let refresh = refresh_until_awake.map(|seconds| {
        view! {
            <noscript>
                <meta http-equiv="refresh" content=seconds.to_string() />
            </noscript>
        }
    });
    let onward = continue_at
        .map(|path| view! { <meta http-equiv="refresh" content=format!("0;url={path}") /> });
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() dir=language.direction().name()>
            <head>
                <meta charset="utf-8" />
                <title>{title}</title>
                <meta name="viewport" content="width=device-width,initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=assets.css />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                {refresh}
                {onward}
                {scripts}
                {reload}
            </head>
            <body>
                <main>{children()}</main>
            </body>
        </html>
    }
}
