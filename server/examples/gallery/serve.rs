//! Serves the screens as pages: an index with thumbnails, and each screen by itself.
//!
//! The query of a screen says how it is shown: `lang=de`, `scheme=dark`, `width=360`, `js=0`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use app::pages::Assets;
use app::pages::SignInPage;
use app::text::Language;
use axum::Router;
use axum::extract::Path as Named;
use axum::extract::Query;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::routing::get;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use okta_idx::Transaction;
use serde::Deserialize;
use server::assets::SiteFiles;
use tower_http::services::ServeDir;

/// The folder of responses, and the files of the built site if there is one.
struct Gallery {
    folder: PathBuf,
    site: Option<SiteFiles>,
}

/// How a screen is shown.
#[derive(Clone, Debug, Default, Deserialize)]
struct Look {
    lang: Option<String>,
    scheme: Option<String>,
    width: Option<u16>,
    js: Option<u8>,
}

/// Serves the pages until the process is stopped.
pub(super) async fn pages(folder: &Path, addr: SocketAddr) -> anyhow::Result<()> {
    anyhow::ensure!(addr.ip().is_loopback(), "{addr} is no loopback address");
    let hashes = std::fs::read_to_string("target/release/hash.txt").unwrap_or_default();
    let site = SiteFiles::with_hashes(PathBuf::from("target/site"), String::new(), &hashes);
    let site = Some(site).filter(|site| site.missing().is_none());
    if site.is_none() {
        println!("No built site in target/site: the screens are shown without JavaScript.");
    }
    let gallery = Arc::new(Gallery { folder: folder.to_path_buf(), site });
    let router = Router::new()
        .route("/", get(index))
        .route("/gallery", get(index))
        .route("/gallery/{name}", get(screen))
        .nest_service("/style", ServeDir::new("style"))
        .fallback_service(ServeDir::new("target/site").fallback(axum::routing::any(nothing)))
        .with_state(gallery);
    let listener = tokio::net::TcpListener::bind(addr).await.context("binding the address")?;
    println!("http://{}/gallery", listener.local_addr()?);
    axum::serve(listener, router).await.context("serving the gallery")
}

async fn nothing() -> Response {
    (StatusCode::NOT_FOUND, "The gallery only shows screens: nothing is sent.").into_response()
}

fn read(folder: &Path, name: &str) -> Option<Transaction> {
    let known = super::files(folder).ok()?;
    let path = known.into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == name))?;
    Transaction::detached(&std::fs::read(path).ok()?)
}

/// Lists the screens by what they are about.
async fn index(State(gallery): State<Arc<Gallery>>) -> Response {
    let Ok(files) = super::files(&gallery.folder) else { return nothing().await };
    let mut families = BTreeMap::<String, Vec<String>>::new();
    for path in files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(transaction) = read(&gallery.folder, &name) {
            families.entry(family(&transaction)).or_default().push(name);
        }
    }
    let mut html = String::from(INDEX);
    for (family, names) in families {
        // Writing to a string does not fail.
        let _ = write!(html, "<h2>{}</h2><ul>", escaped(&family));
        for name in names {
            let name = escaped(&name);
            let _ = write!(
                html,
                "<li><a href='/gallery/{name}'><iframe sandbox loading=lazy tabindex=-1 \
                 src='/gallery/{name}?js=0'></iframe>{name}</a>"
            );
        }
        html.push_str("</ul>");
    }
    Html(html).into_response()
}

fn family(transaction: &Transaction) -> String {
    match transaction {
        Transaction::Pending(pending) => pending.remediation().map_or_else(
            || "nothing to submit".to_owned(),
            |form| match form.authenticator.as_deref().and_then(|it| it.key_text.as_deref()) {
                Some(key) => format!("{} {key}", form.name),
                None => form.name.clone(),
            },
        ),
        Transaction::Terminal(_) => "ends".to_owned(),
        Transaction::Completed(_) => "success".to_owned(),
    }
}

async fn screen(
    State(gallery): State<Arc<Gallery>>,
    Named(name): Named<String>,
    Query(look): Query<Look>,
) -> Response {
    let Some(transaction) = read(&gallery.folder, &name) else { return nothing().await };
    let escaped_name = escaped(&name);
    if let Some(width) = look.width {
        let Look { lang, scheme, js, .. } = look;
        let (lang, scheme) = (lang.unwrap_or_default(), scheme.unwrap_or_default());
        let query =
            format!("lang={}&scheme={}&js={}", escaped(&lang), escaped(&scheme), js.unwrap_or(1));
        return Html(format!(
            "<!DOCTYPE html><title>{escaped_name}</title><iframe src='/gallery/{escaped_name}?{query}' \
             style='inline-size:{width}px;block-size:95vh'></iframe>"
        ))
        .into_response();
    }
    let language = look.lang.as_deref().and_then(Language::tagged).unwrap_or_default();
    let html = page(&gallery, &transaction, language);
    let scheme = match look.scheme.as_deref() {
        Some("dark") => "<style>:root{color-scheme:dark}</style></head>",
        Some("light") => "<style>:root{color-scheme:light}</style></head>",
        _ => "</head>",
    };
    let html = Html(html.replacen("</head>", scheme, 1));
    if gallery.site.is_none() || look.js == Some(0) {
        return ([(header::CONTENT_SECURITY_POLICY, "sandbox allow-same-origin")], html)
            .into_response();
    }
    html.into_response()
}

fn page(gallery: &Gallery, transaction: &Transaction, language: Language) -> String {
    let step = super::draw(transaction, language);
    let built = gallery.site.as_ref().map(SiteFiles::assets).unwrap_or_default();
    let assets = Assets { css: "/style/main.css".to_owned(), ..built };
    let context = Arc::new(SsrSharedContext::new_islands());
    Owner::new_root(Some(context)).with(|| {
        let (asked, return_to, token) = (Vec::new(), String::new(), String::new());
        let page = view! { <SignInPage assets language asked step return_to token /> };
        page.into_view().to_html()
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;")
}

const INDEX: &str = "<!DOCTYPE html><html lang=en><meta name=viewport content='width=device-width'>\
<title>Screens</title><style>body{font:1rem/1.5 system-ui;margin:1rem;color-scheme:light dark}\
ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:1rem;padding:0;list-style:none}\
li{overflow-wrap:anywhere}iframe{inline-size:30rem;block-size:40rem;zoom:.4;border:1px solid;pointer-events:none;display:block}\
</style><h1>Screens</h1><p>Add ?lang=de, &amp;scheme=dark, &amp;width=360 or &amp;js=0 to the address of a screen.</p>";
