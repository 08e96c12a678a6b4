//! Where a sign-in meets the veil over who has an account.

use app::text::Key;
use okta_idx::Pending;
use okta_idx::Terminal;
use okta_idx::Transaction;

use super::flow::Flow;
use super::outcome::Upstream;
use super::outcome::log_end;
use super::visit::Visitor;
use crate::session::SessionError;

impl Visitor {
    /// Whether a flow must not tell who has an account: not once its user has proved one.
    pub(super) fn hides(&self, flow: &Flow) -> bool {
        self.server.policy.enumeration_prevention && !flow.proved
    }

    /// Whether the answer to a username must not be shown, because it tells who has an account.
    pub(super) fn tells_of_account(&self, upstream: &Upstream) -> bool {
        self.server.policy.enumeration_prevention
            && match upstream {
                Upstream::Unknown(_) => true,
                Upstream::Moved(Transaction::Terminal(end)) => end.is_refusal(),
                Upstream::Moved(Transaction::Pending(next)) => {
                    (next.says_error() || next.says_unknown_user())
                        && next.email_challenge().is_none()
                        && next.retry_at().is_none()
                }
                _ => false,
            }
    }

    /// Whether the end of a transaction must not be shown, because its user may have proven nothing.
    pub(super) fn must_not_tell(&self, flow: &Flow, end: &Terminal) -> bool {
        self.hides(flow) && end.is_refusal() && !end.proves_code()
    }

    /// Returns a decoy in the place of a step whose transaction has an end that must not be told.
    pub(super) async fn hide_end(
        &self,
        flow: &Flow,
        at: &Pending,
        end: &Terminal,
    ) -> Result<Option<Pending>, SessionError> {
        log_end(end.messages());
        self.forget_link_of(flow).await?;
        Ok(Self::decoy_of_step(at))
    }

    /// The sentence about another email: where accounts are hidden, one that is true with an account and without.
    pub(super) fn resent(&self, flow: &Flow) -> String {
        let language = self.language;
        if self.hides(flow) && !flow.username.is_empty() {
            language.filled(Key::ResentIfAccount, &[&flow.username])
        } else {
            language.text(Key::Resent).to_owned()
        }
    }
}
