//! The presenter: from where a sign-in stands to what a browser may see of it.
//!
//! Everything that Okta sends stops here. What goes on are labels, masked addresses, messages and the names of fields.

pub mod actions;
pub mod fields;
pub mod mail_code;
pub mod messages;
pub mod names;
pub mod pending;
pub mod profile;
pub mod start;

use app::step::Form;
use app::step::Screen;
use app::step::Step;
use app::text::Key;

use crate::sign_in::flow::Flow;
use crate::sign_in::flow::Stage;
use crate::sign_in::record::Session;
use crate::sign_in::record::State;
use crate::state::AppState;

/// What to show for a session.
pub fn step(server: &AppState, session: &Session) -> Step {
    match &session.record.state {
        State::SignedIn(signed_in) => done(server, signed_in.return_to.as_str()),
        State::SigningIn(flow) => of_flow(server, flow),
    }
}

fn of_flow(server: &AppState, flow: &Flow) -> Step {
    let now = server.clock.now();
    let expired = now >= flow.ends_at(server.sessions.lifetimes().flow);
    let mut step = match &flow.stage {
        Stage::Pending(_) | Stage::Decoy(_) | Stage::Confirmed(_) if expired => {
            start::expired(server, flow)
        }
        Stage::Start | Stage::Ended | Stage::Misconfigured { .. } if expired => {
            start::of_flow(server, flow)
        }
        Stage::Start => start::of_flow(server, flow),
        Stage::Pending(saved) => match saved.restore() {
            Some(pending) => pending::step(server, flow, &pending),
            None => start::expired(server, flow),
        },
        Stage::Decoy(decoy) => mail_code::decoy(server, flow, decoy),
        Stage::Confirmed(_) => confirmed(server),
        Stage::Ready(_) => ready(server),
        Stage::Ended => start::ended(server, flow),
        Stage::Misconfigured { reference } => start::misconfigured(server, flow, reference),
    };
    flow.step.clone_into(&mut step.id);
    let mut notices = flow.notices.clone();
    notices.append(&mut step.messages);
    step.messages = notices;
    step.links.splice(..0, flow.help.iter().cloned());
    step
}

fn done(server: &AppState, path: &str) -> Step {
    Step {
        screen: Screen::Done,
        title: server.language.text(Key::SignedInTitle).to_owned(),
        go: path.to_owned(),
        ..Step::default()
    }
}

/// Nothing is asked of the person but to press again.
fn confirmed(server: &AppState) -> Step {
    let language = server.language;
    Step {
        screen: Screen::Form,
        title: language.text(Key::ConfirmedTitle).to_owned(),
        lead: language.text(Key::ConfirmedLead).to_owned(),
        form: Some(Form { fields: Vec::new(), submit: language.text(Key::Continue).to_owned() }),
        ..Step::default()
    }
}

/// Finished elsewhere; one more request from this browser collects the session.
fn ready(server: &AppState) -> Step {
    let language = server.language;
    Step {
        screen: Screen::Done,
        title: language.text(Key::SignedInTitle).to_owned(),
        form: Some(Form { fields: Vec::new(), submit: language.text(Key::Continue).to_owned() }),
        waiting: language.text(Key::Bouncing).to_owned(),
        ..Step::default()
    }
}

/// Seconds until the flow is over.
fn seconds_left(server: &AppState, flow: &Flow) -> u32 {
    let left = flow.ends_at(server.sessions.lifetimes().flow) - server.clock.now();
    rounded_up(left)
}

/// Whole seconds, rounded up: what is over at zero must not be announced before.
pub(crate) fn rounded_up(left: time::Duration) -> u32 {
    u32::try_from(left.whole_seconds() + i64::from(left.subsec_nanoseconds() > 0)).unwrap_or(0)
}
