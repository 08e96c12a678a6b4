//! What a browser may see of a sign-in: a pure function from where it stands to a [`Step`].
//!
//! Everything that Okta sends stops here; what goes on are labels, masked addresses, messages and the names of fields.
//! A screen is found by a table, by kind of remediation and product, and says only what differs from Okta's own form.
//! What no screen knows is drawn from its fields, so nothing that Okta asks is out of reach. This room knows no store,
//! no client and no state of the server: a step follows from the flow, the request's language and the time.

pub mod account;
pub mod actions;
mod authenticator;
mod choose;
mod consent;
pub mod draft;
pub mod fields;
mod identify;
mod interlude;
pub mod messages;
pub mod names;
mod profile;
mod qr_code;
pub mod remember;
pub mod start;
pub mod table;
mod terminal;
mod uniform;
mod unknown;
mod view;

use app::step::Step;

pub use view::Remembers;
pub use view::View;

use crate::flow::Flow;
use crate::flow::SamePath;
use crate::flow::Stage;

/// Where a user stands.
#[derive(Clone, Copy, Debug)]
pub enum Standing<'a> {
    /// Signed in, and on the way to this page.
    SignedIn(&'a SamePath),
    /// In a sign-in.
    SigningIn(&'a Flow),
}

/// Returns the step to show.
pub fn present(view: &View<'_>, standing: Standing<'_>) -> Step {
    match standing {
        Standing::SignedIn(path) => terminal::done(view, path.as_str()),
        Standing::SigningIn(flow) => of_flow(view, flow),
    }
}

fn of_flow(view: &View<'_>, flow: &Flow) -> Step {
    let expired = view.now >= flow.ends_at(view.flow_lifetime);
    let mut step = match &flow.stage {
        Stage::Pending(_) | Stage::AwaitingTokens(_) if expired => terminal::expired(view, flow),
        Stage::Start | Stage::Ended | Stage::Misconfigured { .. } if expired => {
            start::of_flow(view, flow)
        }
        Stage::Start => start::of_flow(view, flow),
        Stage::Pending(question) => match question.restore() {
            Some(pending) => draft::draw(*view, flow, &pending),
            None => terminal::expired(view, flow),
        },
        Stage::AwaitingTokens(_) => terminal::confirmed(view),
        Stage::AwaitingPickup(_) => terminal::ready(view),
        Stage::Ended => terminal::ended(view, flow),
        Stage::Misconfigured { reference } => terminal::misconfigured(view, flow, reference),
    };
    flow.step.clone_into(&mut step.id);
    let notices = flow.notices.iter().map(|notice| messages::drawn(view.language, notice));
    step.messages.splice(..0, notices.filter(|message| !message.text.is_empty()));
    step.links.splice(..0, flow.help.iter().map(|help| messages::link(view.language, help)));
    step
}
