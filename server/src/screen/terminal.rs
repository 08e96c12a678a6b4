//! Steps at which Okta asks nothing: the sign-in is over, or about to be.

use app::step::Action;
use app::step::Form;
use app::step::Screen;
use app::step::Step;
use app::text::Key;
use okta_idx::EndKind;

use super::actions::RESTART;
use super::start::first;
use super::start::neighbours;
use super::view::View;
use crate::flow::Flow;

/// The flow waited too long.
pub(super) fn expired(view: &View<'_>, flow: &Flow) -> Step {
    let language = view.language;
    Step {
        screen: Screen::Ended,
        title: language.text(Key::ExpiredTitle).to_owned(),
        lead: language.text(Key::ExpiredLead).to_owned(),
        ..first(view, flow.intent, &flow.username)
    }
}

/// Okta ended it.
pub(super) fn ended(view: &View<'_>, flow: &Flow) -> Step {
    let language = view.language;
    let kind = flow.notices.iter().find_map(|notice| notice.text.end_kind());
    Step {
        screen: Screen::Ended,
        title: language.text(kind.map_or(Key::EndedTitle, heading)).to_owned(),
        actions: vec![Action {
            name: RESTART.to_owned(),
            label: language.text(Key::StartAgain).to_owned(),
            wait: 0,
        }],
        links: neighbours(view, flow.intent),
        ..Step::default()
    }
}

/// Says what came of it; the messages say why, and what to do.
fn heading(kind: EndKind) -> Key {
    match kind {
        EndKind::CodeForOtherTab => Key::EndCodeForOtherTab,
        EndKind::OtherTab => Key::EndOtherTab,
        EndKind::LinkUnusable => Key::LinkUnknownTitle,
        EndKind::Cancelled => Key::EndCancelled,
        EndKind::DeviceActivated => Key::EndDeviceActivated,
        EndKind::DeviceNotActivated => Key::EndDeviceNotActivated,
        EndKind::Unlocked => Key::EndUnlocked,
        EndKind::NotUnlocked => Key::EndNotUnlocked,
        EndKind::PasswordChanged => Key::EndPasswordChanged,
        EndKind::PasswordNotChanged => Key::EndPasswordNotChanged,
        EndKind::CheckEmail => Key::CheckYourMail,
        EndKind::NotActivated => Key::EndNotActivated,
        EndKind::NotRegistered => Key::EndNotRegistered,
        EndKind::NoAccess => Key::EndNoAccess,
        EndKind::DeviceRefused => Key::EndDeviceRefused,
        EndKind::ProviderFailed => Key::EndProviderFailed,
        EndKind::Unavailable => Key::EndUnavailable,
        EndKind::Throttled => Key::EndThrottled,
        _ => Key::EndedTitle,
    }
}

/// The org refuses the app or every user. The form tries again.
pub(super) fn misconfigured(view: &View<'_>, flow: &Flow, reference: &str) -> Step {
    let language = view.language;
    let mut step = first(view, flow.intent, &flow.username);
    step.screen = Screen::Ended;
    language.text(Key::MisconfiguredTitle).clone_into(&mut step.title);
    step.lead = language.filled(Key::MisconfiguredLead, &[reference]);
    if let Some(form) = &mut step.form {
        language.text(Key::TryAgain).clone_into(&mut form.submit);
    }
    step
}

pub(super) fn done(view: &View<'_>, path: &str) -> Step {
    Step {
        screen: Screen::Done,
        title: view.language.text(Key::SignedInTitle).to_owned(),
        go: path.to_owned(),
        ..Step::default()
    }
}

/// The user only has to select Continue.
pub(super) fn confirmed(view: &View<'_>) -> Step {
    let language = view.language;
    Step {
        screen: Screen::Form,
        title: language.text(Key::ConfirmedTitle).to_owned(),
        lead: language.text(Key::ConfirmedLead).to_owned(),
        form: Some(Form { fields: Vec::new(), submit: language.text(Key::Continue).to_owned() }),
        ..Step::default()
    }
}

/// Finished elsewhere; one more request from this browser collects the session.
pub(super) fn ready(view: &View<'_>) -> Step {
    let language = view.language;
    Step {
        screen: Screen::Done,
        title: language.text(Key::SignedInTitle).to_owned(),
        form: Some(Form { fields: Vec::new(), submit: language.text(Key::Continue).to_owned() }),
        waiting: language.text(Key::Bouncing).to_owned(),
        ..Step::default()
    }
}
