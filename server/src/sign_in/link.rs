//! Following the link of an email.

use app::text::Key;

use super::request::RequestContext;
use super::request::StepResponse;
use crate::flow::Flow;
use crate::flow::Input;
use crate::flow::Notice;
use crate::session::SessionError;

/// Whether the two values of a link have a shape that is worth a look.
fn is_plausible(otp: &str, state: &str) -> bool {
    let code =
        (4..=16).contains(&otp.len()) && otp.bytes().all(|byte| byte.is_ascii_alphanumeric());
    code && (8..=256).contains(&state.len())
}

impl RequestContext {
    /// Completes the sign-in that waits in this browser, and no other.
    pub(super) async fn follow_link(
        mut self,
        otp: String,
        state: String,
    ) -> Result<StepResponse, SessionError> {
        let Some(id) = self.id.clone() else { return self.no_such_link() };
        self.code = Some(otp.clone());
        let _lock = self.server.sessions.lock(&id).await;
        let Some(session) = self.session_or_receipt().await? else {
            return self.no_such_link();
        };
        if session.record.flow().is_none() {
            log_refused_link();
            return Ok(self.respond(&session));
        }
        self.run_and_respond(session, |flow| self.read_link(flow, otp, &state)).await
    }

    /// Reads what a link means to a flow. `None` if nothing follows from it.
    fn read_link(&self, flow: &Flow, code: String, state: &str) -> Option<Input> {
        let waiting = self.waiting(flow).filter(|pending| pending.state_matches(state));
        if waiting.is_some() && is_plausible(&code, state) {
            return Some(Input::Link { code });
        }
        log_refused_link();
        let is_told = flow.notices.contains(&Notice::error(Key::NoSuchLink));
        (!is_told).then_some(Input::ForeignLink)
    }

    fn no_such_link(&self) -> Result<StepResponse, SessionError> {
        let page = Some("/sign-in?no-such-link".to_owned());
        self.first_step_with(&Notice::error(Key::NoSuchLink), page)
    }
}

fn log_refused_link() {
    tracing::info!(
        event = "link.refused",
        "a link was followed in a browser that does not wait for it"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_code_or_a_state_is_not_looked_at() {
        let state = "a".repeat(43);
        assert!(is_plausible("123456", &state));
        assert!(is_plausible("aB3xY9", &state));
        for otp in ["", "12", "<b>1", "123 456", "12345678901234567"] {
            assert!(!is_plausible(otp, &state), "{otp}");
        }
        assert!(!is_plausible("123456", ""));
        assert!(!is_plausible("123456", &"a".repeat(257)));
    }
}
