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

/// Loads the module and wakes each island. Leptos has a component for this, but that one repeats the nonce in an
/// attribute where style sheets can read it, and gives none to the preload links.
///
/// The island's own markup is static text of the module, put into templates. The one policy for such text lets it through and
/// nothing that could run: no script, no embedded document, no handler, no `javascript:`.
const WAKE: &str = "self.trustedTypes?.createPolicy('default',{createHTML:h=>\
/<(script|iframe|object|embed|base|meta|link)|[\\s\"'/]on\\w+\\s*=|javascript:/i.test(h)?null:h});const m=await import(J);await m.default({module_or_path:W});m.hydrate();\
for(const e of document.querySelectorAll('leptos-island'))m[e.dataset.component]?.(e);clearTimeout(T);";

/// The document: head, style, and the scripts of pages that have an island.
#[component]
pub fn Shell(
    /// Names of the files to load.
    assets: Assets,
    /// The language of the page.
    language: Language,
    /// The document title.
    #[prop(into)]
    title: String,
    /// Whether the page has an island to wake.
    #[prop(optional)]
    island: bool,
    /// Seconds after which a page reloads itself unless its island is awake by then, or without JavaScript.
    #[prop(default = None)]
    refresh_until_awake: Option<u32>,
    /// Where the document sends the visitor at once.
    #[prop(default = None)]
    continue_at: Option<String>,
    /// What the page shows.
    children: Children,
) -> impl IntoView {
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    let scripts = island.then(|| {
        let timer = refresh_until_awake.map_or("0".to_owned(), |seconds| {
            format!("setTimeout(()=>location.reload(),{seconds}e3)")
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
        <html lang=language.tag() dir="auto">
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
