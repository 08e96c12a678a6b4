//! Where the link of an email leads.

use app::pages::MagicLink;
use okta_idx::Pending;

use super::arrived::Arrived;
use super::record::Session;
use super::record::State;
use super::request::RequestContext;
use crate::flow::Flow;
use crate::flow::Intent;
use crate::flow::Stage;
use crate::session::SessionError;

/// Where an address that ends at `/login/callback` leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landing {
    /// To the page of the link.
    Page(MagicLink),
    /// To another page of this site.
    Path(String),
}

/// The page of a sign-in that the org sent back, with what it says there.
const REFUSED: &str = "/sign-in?refused";
const UNFINISHED: &str = "/sign-in?unfinished";

impl RequestContext {
    /// Judges what this browser may do with a link. Calls nothing and changes nothing, however often the link is opened.
    pub(super) async fn judge_link(&self, query: &str) -> Result<Landing, SessionError> {
        let session = self.session().await?;
        let flow = session.as_ref().and_then(|session| session.record.flow());
        let waits = flow.and_then(|flow| self.waiting(flow));
        let own = |states: &[String]| {
            let pending = waits.as_ref()?;
            states.iter().find(|state| pending.state_matches(state)).cloned()
        };
        match Arrived::read(query) {
            Arrived::Link { otp, states } => {
                if let Some(state) = own(&states) {
                    return Ok(Landing::Page(MagicLink::Here { otp, state }));
                }
                for state in &states {
                    if self.server.sessions.expects_link(state).await? {
                        return Ok(Landing::Page(MagicLink::Elsewhere { otp }));
                    }
                }
                tracing::info!(
                    event = "link.unknown",
                    "no sign-in waits for the link that was opened"
                );
            }
            Arrived::Unfinished { refused, states } => {
                tracing::info!(event = "link.unfinished", refused, "the org sent a browser back");
                if own(&states).is_some() {
                    let page = if refused { REFUSED } else { UNFINISHED };
                    return Ok(Landing::Path(page.to_owned()));
                }
            }
            Arrived::Unreadable => {
                tracing::info!(event = "link.malformed", "a link carries no code and state");
            }
        }
        Ok(session.map_or(Landing::Page(MagicLink::Unknown), |session| self.without_link(&session)))
    }

    /// Leads a browser on whose link is of no use to it. A decoy waits as any other sign-in does.
    fn without_link(&self, session: &Session) -> Landing {
        let flow = match &session.record.state {
            State::SignedIn(signed_in) => {
                return Landing::Path(signed_in.landing().as_str().to_owned());
            }
            State::SigningIn(flow) => flow,
        };
        match &flow.stage {
            Stage::AwaitingPickup(_) | Stage::AwaitingTokens(_) => {
                Landing::Path(Intent::SignIn.page().to_owned())
            }
            Stage::Pending(_) if !self.place().is_over(flow) => Landing::Page(MagicLink::Waiting),
            Stage::Pending(_) | Stage::Start | Stage::Ended | Stage::Misconfigured { .. } => {
                Landing::Page(MagicLink::Unknown)
            }
        }
    }

    /// Returns the transaction that waits for its user, if it is not too late.
    pub(super) fn waiting(&self, flow: &Flow) -> Option<Pending> {
        if self.place().is_over(flow) { None } else { flow.stage.pending() }
    }
}
