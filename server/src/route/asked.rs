//! What the address of a page asks for: a target, and who signs in.
//!
//! An org's dashboard tile and other portals start a sign-in with `iss`, `login_hint` and `target_link_uri` (`OpenID`
//! Connect Core 1.0, section 4). Any site can write such an address: a hint only fills in a field, and a
//! target is a path on this site or nothing.

use app::step::Step;
use url::Url;

use crate::flow::IDENTIFIER;
use crate::flow::Intent;
use crate::flow::RETURN_TO;
use crate::flow::SamePath;

use crate::state::AppState;
use crate::text_input::username::Username;

/// The parameters of a sign-in that is started elsewhere.
const ISSUER: &str = "iss";
const HINT: &str = "login_hint";
const TARGET: &str = "target_link_uri";

/// What an address asks for.
#[derive(Debug, Default)]
pub struct Asked {
    /// Where to go after signing in.
    pub return_to: Option<SamePath>,
    hint: Option<Username>,
    token: Option<(Intent, String)>,
}

impl Asked {
    /// Reads the query of a page.
    pub fn read(state: &AppState, query: &str) -> Self {
        let value = |name: &str| form_value(query, name);
        let return_to = value(RETURN_TO).and_then(|path| SamePath::parse(&path));
        if !is_for_this_org(state, query) {
            tracing::warn!(
                event = "sign_in.wrong_issuer",
                "a page was asked to start a sign-in for another issuer"
            );
            return Self { return_to, ..Self::default() };
        }
        let target = || value(TARGET).and_then(|uri| local(&uri, &state.public_origin));
        let hint = value(HINT).and_then(|hint| Username::read(&hint).ok());
        let token = Intent::by_token().find_map(|(intent, name)| Some((intent, value(name)?)));
        Self { return_to: return_to.or_else(target), hint, token }
    }

    /// Returns what the token in the address of a sign-in is for, or else what the page is for.
    pub fn intent(&self, page: Intent) -> Intent {
        match &self.token {
            Some((intent, _)) if page == Intent::SignIn => *intent,
            _ => page,
        }
    }

    /// Fills the token into its field, and the hint into the field for the username, unless something else stands there than what the browser remembers.
    pub fn fill_in(self, step: &mut Step, remembered: &str) {
        if let Some((intent, token)) = self.token {
            let mut fields = step.form.iter_mut().flat_map(|form| &mut form.fields);
            if let Some(field) = fields.find(|field| Some(&*field.name) == intent.token()) {
                field.value = token;
            }
        }
        let Some(hint) = self.hint else { return };
        let mut fields = step.form.iter_mut().flat_map(|form| &mut form.fields);
        let is_free = |value: &str| value.is_empty() || value == remembered;
        if let Some(field) = fields.find(|field| field.name == IDENTIFIER && is_free(&field.value))
        {
            hint.as_str().clone_into(&mut field.value);
        }
    }
}

/// Returns what an address asks for, by name and value, for the page in another language: nothing else that stands in
/// it, and of a sign-in at another issuer only where to go afterwards.
pub fn kept(state: &AppState, query: &str) -> Vec<(String, String)> {
    let mut kept = known(query);
    if !is_for_this_org(state, query) {
        kept.retain(|(name, _)| name == RETURN_TO);
    }
    kept
}

fn known(query: &str) -> Vec<(String, String)> {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let is_token = |name: &str| Intent::by_token().any(|(_, token)| token == name);
    let known = pairs.filter(|(name, _)| {
        [RETURN_TO, ISSUER, HINT, TARGET].contains(&name.as_ref()) || is_token(name)
    });
    known.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// Returns the page of a sign-in with what the address of another page asks for.
pub fn passed_on(page: &str, query: &str) -> String {
    let query =
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(known(query)).finish();
    if query.is_empty() { page.to_owned() } else { format!("{page}?{query}") }
}

/// Returns the value of `name` in a query, if it is there once.
pub fn form_value(query: &str, name: &str) -> Option<String> {
    let mut found = url::form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
    let (_, value) = found.next()?;
    found.next().is_none().then(|| value.into_owned())
}

/// Returns whether every `iss` of a query is the configured issuer, or the org that it belongs to: that is what a
/// dashboard tile names.
fn is_for_this_org(state: &AppState, query: &str) -> bool {
    let config = state.okta.config();
    let bare =
        |text: &str| Url::parse(text).map(|url| url.as_str().trim_end_matches('/').to_owned());
    let mut named = url::form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == ISSUER);
    named.all(|(_, issuer)| {
        let issuer = bare(&issuer);
        issuer.is_ok() && [config.issuer(), config.org().as_str()].map(bare).contains(&issuer)
    })
}

/// Reduces the address of a target to a path on this site. What leads elsewhere is ignored.
fn local(uri: &str, public_origin: &str) -> Option<SamePath> {
    match Url::parse(uri) {
        Ok(url) if url.origin().ascii_serialization() == public_origin => {
            SamePath::parse(url.as_str().strip_prefix(public_origin)?)
        }
        Ok(_) => None,
        Err(_) => SamePath::parse(uri),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HERE: &str = "https://app.example";

    fn path(uri: &str) -> Option<String> {
        local(uri, HERE).map(String::from)
    }

    #[test]
    fn a_target_on_this_site_is_reduced_to_its_path() {
        for (uri, expected) in [
            ("https://app.example/reports?id=7#top", "/reports?id=7#top"),
            ("https://app.example", "/"),
            ("https://APP.example:443/a", "/a"),
            ("/a?b=c", "/a?b=c"),
        ] {
            assert_eq!(path(uri).as_deref(), Some(expected), "{uri}");
        }
    }

    #[test]
    fn a_target_elsewhere_is_ignored() {
        for uri in [
            "https://evil.example/a",
            "http://app.example/a",
            "https://app.example:8443/a",
            "https://app.example.evil.example/",
            "https://app.example@evil.example/",
            "https://user@app.example/a",
            "https://app.example//evil.example",
            "//evil.example",
            "javascript:alert(1)",
            "app",
            "",
        ] {
            assert_eq!(path(uri), None, "{uri}");
        }
    }

    proptest! {
        /// Shows: O13
        #[test]
        fn whatever_is_asked_for_stays_here(uri in "(https://app\\.example)?[/\\\\@:.a-z%#?]{0,16}") {
            if let Some(path) = path(&uri) {
                let there = Url::parse(HERE).and_then(|here| here.join(&path));
                prop_assert!(there.is_ok_and(|it| it.origin().ascii_serialization() == HERE));
            }
        }
    }
}
