//! What an app asks for, and from where a sign-in was started.

use crate::grammar::Form;
use crate::grammar::Json;
use crate::transaction::Pending;
use crate::transaction::Terminal;

/// A scope that an app asks for (`consent`, `admin-consent`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scope<'a> {
    /// The label for the user, in the org's language.
    pub label: &'a str,
    /// What the scope allows.
    pub description: Option<&'a str>,
}

impl Form {
    /// Returns the scopes that the user is asked to agree to all together.
    pub fn scopes(&self) -> Vec<Scope<'_>> {
        let scopes = self.member("scopes").and_then(serde_json::Value::as_array);
        let read = scopes.into_iter().flatten().filter_map(|scope| {
            let text = |name: &str| scope.get(name)?.as_str().filter(|text| !text.is_empty());
            let label = text("label").or_else(|| text("name"))?;
            Some(Scope { label, description: text("desc") })
        });
        read.collect()
    }
}

/// The browser in which a sign-in was started (`client` of the response).
#[derive(Clone, Copy, Debug)]
pub struct RequestedFrom<'a>(Json<'a>);

impl Pending {
    /// Returns from where the sign-in was started, if Okta says so.
    pub fn requested_from(&self) -> Option<RequestedFrom<'_>> {
        self.reply().object("client").map(RequestedFrom)
    }
}

impl Terminal {
    /// Returns from where the sign-in was started, if Okta says so.
    pub fn requested_from(&self) -> Option<RequestedFrom<'_>> {
        self.reply().object("client").map(RequestedFrom)
    }
}

impl RequestedFrom<'_> {
    /// Returns the browser and its operating system, such as "Firefox, Mac OS X". Okta sends the browser in capitals.
    pub fn browser(&self) -> Option<String> {
        let browser = self.0.text("browser").map(capitalized);
        listed([browser.as_deref(), self.0.text("os")])
    }

    /// Returns the place, such as "Toronto, Ontario, Canada".
    pub fn place(&self) -> Option<String> {
        let place = self.0.get("location")?;
        listed(["city", "state", "country"].map(|part| place.text(part)))
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + &letters.as_str().to_lowercase()
}

/// Joins the texts that are there.
fn listed<const N: usize>(texts: [Option<&str>; N]) -> Option<String> {
    let there = texts.into_iter().flatten().filter(|text| !text.trim().is_empty());
    let there = there.collect::<Vec<_>>();
    (!there.is_empty()).then(|| there.join(", "))
}
