//! The choice of languages below the panel.

use leptos::prelude::*;

use crate::text::Key;
use crate::text::Language;

/// The name of the field, and of the query parameter, for a language's BCP 47 tag.
pub const LANGUAGE: &str = "lang";

/// Draws the list of languages, each in its own name. The form reloads the page, so it needs no
/// JavaScript. Nothing changes before its button is activated (WCAG 3.2.2).
#[component]
pub fn Languages(
    /// The language of the page.
    language: Language,
    /// The query of the page's address without the language, by name and value.
    asked: Vec<(String, String)>,
) -> impl IntoView {
    let options = Language::ALL
        .iter()
        .map(|choice| {
            let selected = *choice == language;
            view! {
                <option value=choice.tag() lang=choice.tag() selected=selected>
                    {choice.name()}
                </option>
            }
        })
        .collect::<Vec<_>>();
    let kept = asked
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect::<Vec<_>>();
    view! {
        <form class="languages" method="get">
            <label for="language">{language.text(Key::Languages)}</label>
            <select id="language" name=LANGUAGE autocomplete="off">
                {options}
            </select>
            {kept}
            <button type="submit">{language.text(Key::ChangeLanguage)}</button>
        </form>
    }
}
