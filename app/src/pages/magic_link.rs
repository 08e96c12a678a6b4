//! `/login/callback`: the page of a link in an email. Showing it changes nothing.

use leptos::either::EitherOf4;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::Assets;
use super::Shell;
use crate::panel::token_field;
use crate::server_functions::LINK;
use crate::text::Key;
use crate::text::Language;

/// Removes code and state from the address bar and, in the browser that may finish, submits the
/// form.
const TIDY: &str = "history.replaceState(null,'','/login/callback');\
document.querySelector('form[action=\"/api/sign-in/link\"]')?.requestSubmit();";

/// What this browser may do with the link.
#[derive(Clone, PartialEq, Eq)]
pub enum MagicLink {
    /// It started this sign-in and may finish it.
    Here {
        /// The code that the link carried.
        otp: String,
        /// The state that the link carried.
        state: String,
    },
    /// It did not start this sign-in; the user types the code in the browser that did.
    Elsewhere {
        /// The code to type in the original tab.
        otp: String,
    },
    /// The link is invalid or outdated, but this browser has a waiting sign-in.
    Waiting,
    /// The link matches no waiting sign-in.
    Unknown,
}

impl std::fmt::Debug for MagicLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Here { .. } => "Here",
            Self::Elsewhere { .. } => "Elsewhere",
            Self::Waiting => "Waiting",
            Self::Unknown => "Unknown",
        })
    }
}

/// Finishes the sign-in, shows the code for another browser, or explains the link.
#[component]
pub fn MagicLinkPage(
    /// Names of the files to load.
    assets: Assets,
    /// The language of the page.
    language: Language,
    /// What this browser may do with the link.
    link: MagicLink,
    /// The CSRF token, which ties the form to this browser.
    token: String,
) -> impl IntoView {
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    let title = language.text(match link {
        MagicLink::Here { .. } => Key::LinkTitle,
        MagicLink::Elsewhere { .. } => Key::LinkElsewhereTitle,
        MagicLink::Waiting => Key::LinkWaitingTitle,
        MagicLink::Unknown => Key::LinkUnknownTitle,
    });
    let content = match link {
        MagicLink::Here { otp, state } => EitherOf4::A(view! {
            <p class="lead">{language.text(Key::LinkLead)}</p>
            <form method="post" action=LINK>
                <input type="hidden" name="otp" value=otp />
                <input type="hidden" name="state" value=state />
                {token_field(token)}
                <button type="submit" class="primary">
                    {language.text(Key::Continue)}
                </button>
            </form>
        }),
        MagicLink::Elsewhere { otp } => EitherOf4::B(view! {
            <p class="lead">{language.text(Key::LinkElsewhereLead)}</p>
            <p class="note">{language.text(Key::YourCode)}</p>
            <output class="handoff" translate="no" dir="ltr">
                {otp}
            </output>
            <p class="aside">{language.text(Key::LinkElsewhereWarning)}</p>
        }),
        MagicLink::Waiting => {
            EitherOf4::C(onward(language, Key::LinkWaitingLead, Key::LinkWaitingContinue))
        }
        MagicLink::Unknown => {
            EitherOf4::D(onward(language, Key::LinkUnknownLead, Key::BackToSignIn))
        }
    };
    view! {
        <Shell assets language title>
            <section class="panel" aria-labelledby="title">
                <h1 id="title">{title}</h1>
                {content}
            </section>
            <script nonce=nonce>{TIDY}</script>
        </Shell>
    }
}

/// Explains what happened, with a link to continue the sign-in.
fn onward(language: Language, lead: Key, link: Key) -> impl IntoView {
    view! {
        <p class="lead">{language.text(lead)}</p>
        <ul class="links">
            <li>
                <a href="/sign-in">{language.text(link)}</a>
            </li>
        </ul>
    }
}
