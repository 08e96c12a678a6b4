//! `/sign-in` and its neighbours: the panel, whatever step it stands at.

use leptos::prelude::*;

use super::Assets;
use super::Languages;
use super::Shell;
use crate::panel::SignInPanel;
use crate::panel::StepView;
use crate::step::Step;
use crate::text::Key;
use crate::text::Language;

/// How often a waiting page reloads itself, for want of JavaScript or until its WebAssembly runs: often enough to notice
/// an opened link, seldom enough to type a code in between.
const REFRESH_SECONDS: u32 = 15;

/// The sign-in at `step`.
#[component]
pub fn SignInPage(
    /// Names of the files to load.
    assets: Assets,
    /// The language of the page.
    language: Language,
    /// What the address of the page asks for.
    asked: Vec<(String, String)>,
    /// Where the sign-in stands.
    step: Step,
    /// Where to go after signing in, if the page's address asked for a place.
    #[prop(into)]
    return_to: String,
    /// Ties the forms to the browser they are rendered for.
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
