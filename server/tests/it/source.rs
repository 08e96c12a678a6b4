//! Rules that the source itself must keep.

use std::path::Path;
use std::path::PathBuf;

use okta_idx::ClientSecret;
use server::session::SessionId;

/// Breaks the build if a type can be printed, or written into a page or a log as data.
macro_rules! stays_secret {
    ($($secret:ty),+ $(,)?) => {$(
        const _: fn() = || {
            trait Ambiguous<A> {
                fn found() {}
            }
            struct Printed;
            struct Serialized;
            impl<T: ?Sized> Ambiguous<()> for T {}
            impl<T: ?Sized + std::fmt::Display> Ambiguous<Printed> for T {}
            impl<T: ?Sized + serde::Serialize> Ambiguous<Serialized> for T {}
            // With either trait, this name would be ambiguous.
            let _ = <$secret as Ambiguous<_>>::found;
        };
    )+};
}

stays_secret!(
    ClientSecret,
    SessionId,
    okta_idx::Tokens,
    okta_idx::DeviceToken,
    okta_idx::AccessToken,
    okta_idx::IdToken,
    okta_idx::RefreshToken,
    okta_idx::State,
    okta_idx::Nonce,
    okta_idx::CodeVerifier,
    okta_idx::InteractionCode,
    okta_idx::InteractionHandle,
    okta_idx::ShownCode,
    okta_idx::Href,
    server::session::seal::KeyRing,
    server::config::Settings,
    server::config::OrgSettings,
);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Returns the Rust files below a folder of the workspace, with their whole text.
pub(crate) fn whole_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}

/// Returns the Rust files below a folder of the workspace, with their text up to their tests.
pub(crate) fn files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, text) in whole_files(folder) {
        let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        found.push((name, code));
    }
    assert!(!found.is_empty());
    found.sort();
    found
}

/// Returns where a piece of code occurs in these folders, without comments.
fn uses(folders: &[&str], piece: &str) -> Vec<String> {
    let code =
        |text: &str| text.lines().any(|line| line.split("//").next().unwrap().contains(piece));
    let files = folders.iter().flat_map(|folder| files(folder));
    let mut found = files.filter(|(_, text)| code(text)).map(|(name, _)| name).collect::<Vec<_>>();
    found.sort();
    found
}

/// Shows: T13
#[test]
fn the_session_room_knows_its_own_house_the_environment_and_the_log_only() {
    let rooms = ["session", "environment", "log"];
    let mut seen = 0;
    for (path, text) in whole_files("server/src/session") {
        for foreign in ["okta_idx", "app::", "axum", "leptos"] {
            assert!(!text.contains(foreign), "{} names {foreign}", path.display());
        }
        for named in text.split("crate::").skip(1) {
            let end = named.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap();
            assert!(rooms.contains(&&named[..end]), "{}: {}", path.display(), &named[..end]);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen} names of rooms were read");
}

#[test]
fn markup_is_never_built_from_text() {
    let ours = ["app/src", "frontend/src", "server/src"];
    // The renderer does not escape the content of a textarea.
    for piece in ["inner_html", "<textarea", "insert_adjacent_html", "document.write"] {
        assert_eq!(uses(&ours, piece), Vec::<String>::new(), "{piece}");
    }
}

/// Shows: T14
#[test]
fn nothing_is_fetched_while_a_page_is_rendered_so_nothing_is_serialized_into_it() {
    let pages = ["app/src", "frontend/src", "server/src"];
    for piece in [
        "Resource::new",
        "Resource::new_blocking",
        "OnceResource",
        "SharedValue",
        "Suspense",
        "<Await",
        "Await(",
        "AwaitProps",
    ] {
        assert_eq!(uses(&pages, piece), Vec::<String>::new(), "{piece}");
    }
    let manifest = std::fs::read_to_string(root().join("app/Cargo.toml")).unwrap();
    for crate_with_secrets in ["okta-idx", "server"] {
        assert!(
            !manifest.contains(&format!("{crate_with_secrets}.workspace")),
            "app names {crate_with_secrets}"
        );
    }
}

/// Shows: T6, T16, T17, T19
#[test]
fn pages_are_rendered_whole_and_never_routed_or_streamed_by_leptos() {
    let ours = ["app/src", "frontend/src", "server/src"];
    for piece in [
        "SsrMode",
        "leptos_routes",
        "render_app_to_stream",
        "HydrationScripts",
        "AutoReload",
        "Redirect(",
        "leptos_axum::redirect",
        "leptos_axum::extract",
    ] {
        assert_eq!(uses(&ours, piece), Vec::<String>::new(), "{piece}");
    }
    assert_eq!(uses(&ours, "Nonce::from_value"), ["server/src/route/pages.rs"]);
    assert_eq!(uses(&ours, "provide_nonce"), Vec::<String>::new());
}

/// Secrets are exposed only to send them to Okta, to verify, hash or seal them, and in the cookies.
/// Shows: S1
#[test]
fn secrets_are_exposed_in_these_files_and_no_other() {
    assert_eq!(
        uses(&["app/src", "frontend/src", "server/src", "server/okta-idx/src"], ".expose()"),
        [
            "server/okta-idx/src/client/mod.rs",
            "server/okta-idx/src/client/start.rs",
            "server/okta-idx/src/client/submit.rs",
            "server/okta-idx/src/config.rs",
            "server/okta-idx/src/secret.rs",
            "server/okta-idx/src/token/exchange.rs",
            "server/okta-idx/src/token/id_token.rs",
            "server/okta-idx/src/token/logout.rs",
            "server/okta-idx/src/token/refresh.rs",
            "server/okta-idx/src/token/revoke.rs",
            "server/okta-idx/src/token/tokens.rs",
            "server/okta-idx/src/token/userinfo.rs",
            "server/okta-idx/src/transaction/saved.rs",
            "server/src/flow/call.rs",
            "server/src/flow/opening.rs",
            "server/src/flow/other_tab.rs",
            "server/src/session/cookie.rs",
            "server/src/sign_in/service.rs",
        ]
    );
}

/// Shows: S5
#[test]
fn no_crate_of_ours_has_unsafe_code() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    for member in
        ["app", "frontend", "server", "server/okta-idx", "end2end/local-org", "end2end/xtask"]
    {
        let manifest = std::fs::read_to_string(root().join(member).join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[lints]\nworkspace = true"), "{member}");
    }
    let ours = ["app/src", "frontend/src", "server/src", "server/okta-idx/src"];
    for piece in ["unsafe {", "unsafe fn", "unsafe impl"] {
        assert_eq!(uses(&ours, piece), Vec::<String>::new());
    }
}
