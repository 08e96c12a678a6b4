//! Pages with only a text and a link: not found, an error, one moment.

use leptos::prelude::*;

use super::Assets;
use super::Shell;
use crate::text::Key;
use crate::text::Language;

/// A title, a sentence, and a link onward.
#[component]
pub fn PlainPage(
    /// Names of the files to load.
    assets: Assets,
    /// The language of the page.
    language: Language,
    /// The heading.
    title: Key,
    /// The sentence below it.
    #[prop(default = None)]
    lead: Option<Key>,
    /// The target and the text of the link.
    link: (String, Key),
    /// Redirects the browser to the link at once.
    #[prop(optional)]
    at_once: bool,
    /// An id to quote when asking for help; empty for none.
    #[prop(optional)]
    reference: String,
) -> impl IntoView {
    let (href, label) = link;
    let title = language.text(title);
    let reference = (!reference.is_empty()).then(|| {
        view! { <p><small>{language.text(Key::Reference)} " " <code dir="ltr">{reference}</code></small></p> }
    });
    view! {
        <Shell assets language title continue_at=at_once.then(|| href.clone())>
            <section class="panel" aria-labelledby="title">
                <h1 id="title">{title}</h1>
                {lead.map(|lead| view! { <p class="lead">{language.text(lead)}</p> })}
                <ul class="links">
                    <li>
                        <a href=href>{language.text(label)}</a>
                    </li>
                </ul>
                {reference}
            </section>
        </Shell>
    }
}
