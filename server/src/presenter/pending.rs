//! A step at which Okta waits for an answer.

use app::step::Form;
use app::step::Link;
use app::step::Screen;
use app::step::Step;
use app::text::Key;
use app::text::Language;
use okta_idx::Pending;

use super::actions;
use super::fields;
use super::mail_code;
use super::messages;
use super::seconds_left;
use super::start;
use crate::sign_in::flow::Flow;
use crate::sign_in::flow::Kind;
use crate::sign_in::mail_providers;
use crate::state::AppState;

/// Forms that are never the main thing to do while there is another.
const ASIDE: [&str; 7] = [
    "select-enroll-profile",
    "select-identify",
    "unlock-account",
    "skip",
    "resend",
    "cancel-transaction",
    "launch-authenticator",
];

/// The form to show: the one that the person chose, else the first that is not an aside.
pub fn main_form<'a>(pending: &'a Pending, chosen: Option<&str>) -> Option<&'a okta_idx::Form> {
    let submittable = || pending.forms().iter().filter(|form| form.is_submittable());
    chosen
        .and_then(|name| submittable().find(|form| form.name == name))
        .or_else(|| submittable().find(|form| !ASIDE.contains(&form.name.as_str())))
        .or_else(|| submittable().next())
}

/// What makes one screen differ from another.
struct Dress {
    screen: Screen,
    title: Key,
    lead: String,
    submit: Key,
}

/// The step for a person.
pub fn step(server: &AppState, flow: &Flow, pending: &Pending) -> Step {
    let language = server.language;
    let Some(form) = main_form(pending, flow.chosen_form.as_deref()) else {
        return Step {
            messages: messages::of(language, pending.messages()),
            links: messages::links(language, pending.messages()),
            ..start::ended(server, flow)
        };
    };
    let dress = dress(language, flow, form, pending);
    let mut bound = fields::of_form(language, form, pending);
    let mut said = messages::of(language, pending.messages());
    if pending.retry_at().is_some() {
        // The flow's own notice says how long to wait.
        said.retain(|message| {
            !pending.messages().iter().any(|throttle| {
                messages::is_throttle(throttle)
                    && messages::text(language, throttle) == message.text
            })
        });
    }
    let typed = flow.typed.as_ref().filter(|typed| typed.form == form.name);
    for field in &mut bound {
        if let Some((_, value)) =
            typed.and_then(|typed| typed.values.iter().find(|(name, _)| *name == field.shown.name))
        {
            value.clone_into(&mut field.shown.value);
        }
        // Okta's own words at the field, before ours take their place.
        said.retain(|message| message.text != field.shown.error);
        if let Some((_, wrong)) = flow.wrong.iter().find(|(name, _)| *name == field.shown.name) {
            wrong.clone_into(&mut field.shown.error);
        }
        said.retain(|message| message.text != field.shown.error);
    }
    let mut shown = bound.into_iter().map(|field| field.shown).collect::<Vec<_>>();
    for field in shown.iter_mut().filter(|field| field.name == "identifier") {
        if field.value.is_empty() {
            flow.username.clone_into(&mut field.value);
        }
        // With nothing else to fill in, what was said is about this field.
        if field.error.is_empty()
            && dress.screen == Screen::Identify
            && flow.notices.is_empty()
            && said.len() == 1
        {
            field.error = said.remove(0).text;
        }
    }
    let waits = dress.screen == Screen::Code && pending.poll().is_some();
    let mut step = Step {
        id: String::new(),
        screen: dress.screen,
        title: language.text(dress.title).to_owned(),
        lead: dress.lead,
        messages: said,
        form: Some(Form { fields: shown, submit: language.text(dress.submit).to_owned() }),
        actions: actions::of(server, flow, pending),
        links: [
            messages::links(language, pending.messages()),
            links(server, flow, dress.screen, pending),
        ]
        .concat(),
        expires_in: Some(seconds_left(server, flow)),
        waiting: if waits { language.text(Key::WaitingForLink).to_owned() } else { String::new() },
        go: String::new(),
    };
    if server.hides_accounts {
        mail_code::veil(server, flow, &mut step);
    }
    step
}

fn dress(language: Language, flow: &Flow, form: &okta_idx::Form, pending: &Pending) -> Dress {
    let key = form.authenticator.as_deref().and_then(|it| it.key.as_deref());
    let is_mail = key == Some("okta_email");
    let plain = |screen, title, submit| Dress { screen, title, lead: String::new(), submit };
    match form.name.as_str() {
        "identify" => plain(Screen::Identify, Key::SignIn, Key::Next),
        "identify-recovery" => Dress {
            lead: language.text(Key::ForgotLead).to_owned(),
            ..plain(Screen::Identify, Key::ForgotTitle, Key::Next)
        },
        "challenge-authenticator" | "enroll-authenticator" if is_mail => {
            let title =
                if flow.kind == Kind::SignUp { Key::VerifyEmail } else { Key::CheckYourMail };
            Dress {
                lead: code_lead(language, flow, pending),
                ..plain(Screen::Code, title, Key::Verify)
            }
        }
        "challenge-authenticator" if key == Some("okta_password") => {
            plain(Screen::Form, Key::EnterPassword, Key::Verify)
        }
        "challenge-authenticator" => plain(Screen::Form, Key::VerifyEmail, Key::Verify),
        "authenticator-verification-data" if is_mail => Dress {
            lead: send_lead(language, form),
            ..plain(Screen::Form, Key::VerifyEmail, Key::SendMail)
        },
        "enroll-profile" => plain(Screen::Form, Key::SignUp, Key::SignUpLink),
        "enroll-authenticator" | "reset-authenticator" | "reenroll-authenticator"
            if key == Some("okta_password") =>
        {
            plain(Screen::Form, Key::SetPassword, Key::Save)
        }
        name if name.starts_with("select-authenticator") => Dress {
            lead: language.text(Key::ChooseLead).to_owned(),
            ..plain(Screen::Choose, Key::ChooseTitle, Key::Continue)
        },
        _ => Dress {
            lead: language.text(Key::GenericLead).to_owned(),
            ..plain(Screen::Form, Key::GenericTitle, Key::Continue)
        },
    }
}

/// Names the address that Okta says it wrote to, and no other.
fn code_lead(language: Language, flow: &Flow, pending: &Pending) -> String {
    let Some(mail) = pending.email_challenge() else { return String::new() };
    let has_link = mail.uses_magic_link();
    match mail.masked_address() {
        Some(address) if has_link => language.filled(Key::CodeLead, &[address]),
        Some(address) => language.filled(Key::CodeOnlyLead, &[address]),
        None => mail_code::unaddressed_lead(language, flow, has_link),
    }
}

fn send_lead(language: Language, form: &okta_idx::Form) -> String {
    match form.authenticator.as_deref().and_then(|it| it.profile("email")) {
        Some(address) => language.filled(Key::SendLead, &[address]),
        None => language.text(Key::SendLeadNoAddress).to_owned(),
    }
}

fn links(server: &AppState, flow: &Flow, screen: Screen, pending: &Pending) -> Vec<Link> {
    let language = server.language;
    if screen == Screen::Identify && flow.kind == Kind::SignIn {
        return start::neighbours(language, flow.kind);
    }
    match pending.email_challenge() {
        Some(mail) => mail_link(server, mail.masked_address()),
        None => Vec::new(),
    }
}

/// Where the email can be read: by the domain of the address that Okta says it wrote to, however masked.
///
/// A username says nothing about it, because the mailbox of an account may be elsewhere.
pub(super) fn mail_link(server: &AppState, address: Option<&str>) -> Vec<Link> {
    let language = server.language;
    let provider = address
        .and_then(|address| address.rsplit_once('@'))
        .and_then(|(_, domain)| mail_providers::of_domain(&domain.to_ascii_lowercase()))
        .map(|mailbox| Link {
            href: mailbox.inbox.to_owned(),
            label: language.filled(Key::OpenMail, &[mailbox.name]),
        });
    let local = server
        .mailbox
        .clone()
        .map(|href| Link { href, label: language.text(Key::OpenMailbox).to_owned() });
    provider.into_iter().chain(local).collect()
}
