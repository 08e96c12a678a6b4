//! The languages to choose from, below the panel.

use leptos::prelude::*;

use crate::text::Key;
use crate::text::Language;

/// The field that names a language by its BCP 47 tag; the parameter of an address as well.
pub const LANGUAGE: &str = "lang";

/// Draws the list of languages, each named in itself. The form opens the same page again, so it works without JavaScript,
/// and nothing happens before its button is pressed (WCAG 3.2.2).
#[component]
pub fn Languages(
    /// The language of the page.
    language: Language,
    /// What the page was asked for beside a language, by name and value.
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
