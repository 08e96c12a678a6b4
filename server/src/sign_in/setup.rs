//! Refusals that are about the org or the app, and not about an account.
//!
//! They come before a username has been sent, or name the OAuth client. So they are told even where
//! accounts are hidden, and logged with what an administrator has to change.

use okta_idx::CallError;
use okta_idx::DiscoveryError;
use okta_idx::ExchangeError;
use okta_idx::Message;
use okta_idx::MessageKind;
use okta_idx::OAuthErrorKind;
use okta_idx::StartError;
use okta_idx::Transaction;

use super::outcome_log::safe_keys;
use crate::log::chain;
use crate::readiness::Start;

/// What the org refuses, and what its administrator can do.
#[derive(Debug)]
pub struct SetupProblem {
    /// A stable name for logs and `/readyz`.
    pub reason: &'static str,
    /// What to change, and where.
    advice: &'static str,
    /// What the org said, fit for logs.
    detail: String,
    /// What the org said, for the user.
    pub said: Vec<Message>,
}

const GRANT: &str = "Enable the Interaction Code grant: Applications > the app > General > Grant \
                     type > Advanced";
const CREDENTIALS: &str = "Check OKTA_CLIENT_ID and OKTA_CLIENT_SECRET against Applications > the \
                           app > General > Client Credentials; the app must be active";
const SCOPES: &str = "Check OKTA_SCOPES against Security > API > Authorization Servers > the \
                      server > Scopes, and the scopes that its access policy allows";
const ACCESS_POLICY: &str = "Add a rule for this app and the Interaction Code grant: Security > API \
                             > Authorization Servers > the server > Access Policies; Interaction \
                             Code must be enabled for the org";
const REDIRECT: &str = "Add USHER_PUBLIC_ORIGIN + /login/callback to Applications > the app > \
                        General > Sign-in redirect URIs";
const ISSUER: &str = "Check OKTA_ISSUER against Security > API > Authorization Servers";
const ANY: &str = "Check OKTA_ISSUER, OKTA_CLIENT_ID, OKTA_CLIENT_SECRET and OKTA_SCOPES against the \
                   app in Okta";
const RULES: &str = "Assign a policy rule that lets users in: Security > Global Session Policy, and \
                     Authentication Policies > the app's policy; if one network only is refused: \
                     Security > Networks";

impl SetupProblem {
    /// The refusal of the client that an OAuth error is. Errors that pass by themselves, or that
    /// are about one code, are none.
    fn of_client(error: &CallError) -> Option<Self> {
        let (reason, advice, detail) = match error {
            CallError::OAuth { status, error } if *status < 500 => {
                let (reason, advice) = match error.kind() {
                    OAuthErrorKind::InvalidClient => ("okta-invalid-client", CREDENTIALS),
                    OAuthErrorKind::UnauthorizedClient => ("okta-unauthorized-client", GRANT),
                    OAuthErrorKind::InvalidScope => ("okta-invalid-scope", SCOPES),
                    OAuthErrorKind::AccessDenied => ("okta-access-denied", ACCESS_POLICY),
                    OAuthErrorKind::InvalidRequest => ("okta-invalid-request", REDIRECT),
                    OAuthErrorKind::Unavailable | OAuthErrorKind::InvalidGrant => return None,
                    _ => ("okta-client-refused", ANY),
                };
                let said = error.safe_description().unwrap_or_default();
                (reason, advice, format!("{}: {said}", error.safe_code()))
            }
            CallError::Api { status, .. } if (400..500).contains(status) && *status != 429 => {
                ("okta-client-refused", ANY, chain(error))
            }
            _ => return None,
        };
        Some(Self { reason, advice, detail, said: Vec::new() })
    }

    fn of_start(error: &StartError) -> Option<Self> {
        match error {
            StartError::Interact(error) => Self::of_client(error),
            StartError::Introspect(error @ (CallError::Api { .. } | CallError::OAuth { .. })) => {
                let problem = Self::of_client(error)?;
                Some(Self { reason: REFUSES_EVERYBODY, advice: RULES, ..problem })
            }
            StartError::Discovery(DiscoveryError::IssuerMismatch) => Some(Self {
                reason: "okta-wrong-issuer",
                advice: ISSUER,
                detail: chain(error),
                said: Vec::new(),
            }),
            _ => None,
        }
    }

    /// The refusal of the client at the token endpoint.
    pub fn of_exchange(error: &ExchangeError) -> Option<Self> {
        match error {
            ExchangeError::Call(error @ CallError::OAuth { .. }) => Self::of_client(error),
            _ => None,
        }
    }

    /// Whether it holds for every sign-in, as far as one answer can tell.
    pub fn start(&self) -> Start {
        match self.reason {
            REFUSES_EVERYBODY => Start::Refused,
            reason => Start::ClientRefused(reason),
        }
    }

    /// Whether it holds for every user: the org's access policy may refuse one of them.
    pub fn is_about_client(&self) -> bool {
        ["okta-invalid-client", "okta-unauthorized-client"].contains(&self.reason)
    }

    /// Writes it into the log.
    pub fn log(&self) {
        tracing::error!(
            event = "okta.misconfigured",
            reason = self.reason,
            detail = self.detail,
            advice = self.advice,
            "the org refuses the app, or everybody, and an administrator has to change that"
        );
    }
}

/// The org's first answer refuses every user.
pub const REFUSES_EVERYBODY: &str = "okta-refuses-everybody";

/// What the start of a transaction says about all others; nothing where the org only failed.
pub fn judge(started: &Result<Transaction, StartError>) -> Result<Option<Start>, SetupProblem> {
    let said = match started {
        Ok(Transaction::Pending(pending)) => {
            if pending.forms().iter().any(okta_idx::Form::is_submittable) {
                return Ok(Some(Start::Begun));
            }
            pending.messages()
        }
        Ok(Transaction::Terminal(end)) if end.is_expired() => return Ok(None),
        Ok(Transaction::Terminal(end)) => end.messages(),
        Ok(_) => return Ok(Some(Start::Begun)),
        Err(error) => return SetupProblem::of_start(error).map_or(Ok(None), Err),
    };
    if said.iter().any(|it| matches!(it.kind(), MessageKind::Throttle | MessageKind::Outage)) {
        return Ok(None);
    }
    Err(SetupProblem {
        reason: REFUSES_EVERYBODY,
        advice: RULES,
        detail: safe_keys(said),
        said: said.to_vec(),
    })
}
