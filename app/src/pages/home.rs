//! `/`: the start page, which an application usually replaces first.

use leptos::prelude::*;

use super::Assets;
use super::Languages;
use super::Shell;
use crate::panel::token_field;
use crate::server_functions::SIGN_OUT;
use crate::text::Key;
use crate::text::Language;

/// The profile of the user, as texts to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The display name; empty if unknown.
    pub name: String,
    /// The username.
    pub username: String,
    /// Claims with plain names, in the order to show them.
    pub claims: Vec<(String, String)>,
    /// When the session ends, as RFC 3339, for machines.
    pub ends_at: String,
    /// When the session ends, in the user's language.
    pub ends_at_text: String,
    /// Minutes without use after which the session ends earlier.
    pub idle_minutes: u64,
}

/// Greets the user, shows their claims, and offers to sign out.
#[component]
pub fn HomePage(
    /// Names of the files to load.
    assets: Assets,
    /// The language of the page.
    language: Language,
    /// The query of the page's address.
    asked: Vec<(String, String)>,
    /// The profile of the user.
    profile: Profile,
    /// The CSRF token, which ties the form to this browser.
    token: String,
) -> impl IntoView {
    let (title, greeting) = if profile.name.is_empty() {
        let text = language.text(Key::GreetingNoName);
        (text.to_owned(), view! { {text} }.into_any())
    } else {
        let title = language.filled(Key::Greeting, &[&profile.name]);
        (title, around(language.text(Key::Greeting), view! { <bdi>{profile.name}</bdi> }))
    };
    let ends = language.filled(Key::SessionEnds, &["{}", &profile.idle_minutes.to_string()]);
    let rows = profile
        .claims
        .into_iter()
        .map(|(name, value)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td translate="no">
                        <bdi>{value}</bdi>
                    </td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <Shell assets language title>
            <section class="panel" aria-labelledby="title">
                <h1 id="title">{greeting}</h1>
                <p class="lead">{around(language.text(Key::SignedInAs), view! { <bdi>{profile.username}</bdi> })}</p>
                <table>
                    <tbody>{rows}</tbody>
                </table>
                <p class="aside">
                    {around(&ends, view! {
                        <time dir="ltr" datetime=profile.ends_at>
                            {profile.ends_at_text}
                        </time>
                    })}
                </p>
                <form method="post" action=SIGN_OUT>
                    {token_field(token)}
                    <button type="submit" class="primary">
                        {language.text(Key::SignOut)}
                    </button>
                </form>
            </section>
            <Languages language asked />
        </Shell>
    }
}

/// Renders a text with an element at its `{}`.
fn around(text: &str, element: impl IntoView + 'static) -> AnyView {
    let (before, after) = text.split_once("{}").unwrap_or((text, ""));
    // An empty text would be rendered as a space.
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    view! {
        {text(before)}
        {element}
        {text(after)}
    }
    .into_any()
}
