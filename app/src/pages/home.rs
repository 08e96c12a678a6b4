//! `/`: the page that an application replaces first.

use leptos::prelude::*;

use super::Assets;
use super::Shell;
use crate::panel::token_field;
use crate::server_functions::SIGN_OUT;
use crate::text::Key;
use crate::text::Language;

/// Who is signed in, in words ready to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What to call the person; empty if unknown.
    pub name: String,
    /// The username.
    pub username: String,
    /// Claims with plain names, in the order to show them.
    pub claims: Vec<(String, String)>,
    /// When the session ends, as RFC 3339, for machines.
    pub ends_at: String,
    /// When the session ends, for people.
    pub ends_at_text: String,
    /// Minutes without use after which it ends earlier.
    pub idle_minutes: u64,
}

/// Greets the person, shows their claims, and offers to sign out.
#[component]
pub fn HomePage(
    /// Names of the files to load.
    assets: Assets,
    /// The language of the page.
    language: Language,
    /// Who is signed in.
    profile: Profile,
    /// Ties the form to the browser it is rendered for.
    token: String,
) -> impl IntoView {
    let (title, greeting) = if profile.name.is_empty() {
        let text = language.text(Key::GreetingNoName);
        (text.to_owned(), view! { {text} }.into_any())
    } else {
        let title = language.filled(Key::Greeting, &[&profile.name]);
        (title, isolated(language.text(Key::Greeting), profile.name))
    };
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
                <p class="lead">{isolated(language.text(Key::SignedInAs), profile.username)}</p>
                <table>
                    <tbody>{rows}</tbody>
                </table>
                <p class="aside">
                    {language.text(Key::SessionEnds)}
                    <time datetime=profile.ends_at>{profile.ends_at_text}</time>
                    {language.filled(Key::SessionIdle, &[&profile.idle_minutes.to_string()])}
                </p>
                <form method="post" action=SIGN_OUT>
                    {token_field(token)}
                    <button type="submit" class="primary">
                        {language.text(Key::SignOut)}
                    </button>
                </form>
            </section>
        </Shell>
    }
}

/// A sentence with a name in its place; the name's direction does not reach the words around it.
fn isolated(sentence: &'static str, name: String) -> AnyView {
    let (before, after) = sentence.split_once("{}").unwrap_or((sentence, ""));
    // An empty text would be rendered as a space.
    let text = |text: &'static str| (!text.is_empty()).then_some(text);
    view! {
        {text(before)}
        <bdi>{name}</bdi>
        {text(after)}
    }
    .into_any()
}
