//! `/sign-in` and its sibling pages: the panel with the current step.

use leptos::prelude::*;

use super::Assets;
use super::Languages;
use super::Shell;
use crate::panel::SignInPanel;
use crate::panel::StepView;
use crate::step::Step;
use crate::text::Key;
use crate::text::Language;

/// How often a waiting page reloads itself without JavaScript, or until its WebAssembly runs. This
/// is often enough to notice an opened link, and leaves time to type a code.
const REFRESH_SECONDS: u32 = 15;

/// Renders the sign-in at `step`.
#[component]
pub fn SignInPage(
    /// Names of the files to load.
    assets: Assets,
    /// The language of the page.
    language: Language,
    /// The query of the page's address.
    asked: Vec<(String, String)>,
    /// The current step.
    step: Step,
    /// Where to go after signing in, if the page's address has it.
    #[prop(into)]
    return_to: String,
    /// The CSRF token, which ties the forms to this browser.
    token: String,
) -> impl IntoView {
    let words = language.words();
    let shown = words.clone();
    let waits = !step.waiting.is_empty();
    let title = step.title.clone();
    let hint = waits.then(|| {
        let text = language.filled(Key::WaitingNoScript, &[&REFRESH_SECONDS.to_string()]);
        view! {
            <noscript>
                <p class="aside">{text}</p>
            </noscript>
        }
    });
    let refresh = waits.then_some(REFRESH_SECONDS);
    view! {
        <Shell assets language title panel=true refresh_until_awake=refresh>
            <SignInPanel>
                <StepView step words=shown return_to token />
            </SignInPanel>
            {hint}
            <Languages language asked />
            <div
                class="words"
                hidden
                data-available-in=words.available_in.clone()
                data-available-now=words.available_now.clone()
                data-expires-in=words.expires_in.clone()
                data-minutes=words.minutes.clone()
                data-seconds=words.seconds.clone()
                data-unreachable=words.unreachable.clone()
                data-refused=words.refused.clone()
                data-available-later=words.available_later.clone()
                data-new-tab=words.new_tab.clone()
            ></div>
        </Shell>
    }
}
