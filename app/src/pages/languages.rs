//! The languages to choose from, below the panel.

use leptos::prelude::*;

use crate::text::Key;
use crate::text::Language;

/// A language that may be chosen, and the link that chooses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The language.
    pub language: Language,
    /// Where its link leads: the same page, with the language in its query.
    pub href: String,
}

/// Draws one link a language, each in the language itself. Links work without JavaScript and need no button.
#[component]
pub fn Languages(
    /// The language of the page.
    language: Language,
    /// All languages, in their order.
    choices: Vec<Choice>,
) -> impl IntoView {
    let items = choices
        .into_iter()
        .map(|choice| {
            let (tag, direction) = (choice.language.tag(), choice.language.direction().name());
            let current = (choice.language == language).then_some("true");
            view! {
                <li>
                    <a href=choice.href lang=tag hreflang=tag dir=direction aria-current=current>
                        {choice.language.name()}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="languages" aria-label=language.text(Key::Languages)>
            <ul class="links">{items}</ul>
        </nav>
    }
}
