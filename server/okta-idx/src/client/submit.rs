//! Submits forms and actions of a step.

use reqwest::header::CONTENT_TYPE;
use reqwest::header::HeaderValue;
use time::OffsetDateTime;
use url::Url;

use super::Client;
use super::ION;
use super::JSON;
use crate::call::CallError;
use crate::call::Certainty;
use crate::caller::Caller;
use crate::grammar::Form;
use crate::grammar::FormRef;
use crate::grammar::Method;
use crate::transaction::Answers;
use crate::transaction::Pending;
use crate::transaction::Rejected;
use crate::transaction::Transaction;
use crate::transaction::advance;
use crate::transaction::build;

/// A form was not submitted, or the response has no step.
///
/// [`certainty`](Self::certainty) tells whether it may have taken effect.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SubmitError {
    /// The step has no such form or action.
    #[error("the step has no form `{0}`")]
    NoSuchForm(String),
    /// Required answers are missing.
    #[error("answers are missing: {}", .fields.join(", "))]
    Missing {
        /// Their dotted names.
        fields: Vec<String>,
    },
    /// The chosen option does not exist.
    #[error("`{field}` has no such option")]
    NoSuchOption {
        /// The dotted name of the field.
        field: String,
    },
    /// The form is a link: redirect the browser to it, see [`Client::navigation`].
    #[error("`{0}` is a link, not a form")]
    Link(String),
    /// The form's address is missing, invalid, or not one of the org's own IDX addresses.
    #[error("`{0}` leads somewhere else than the org")]
    ForeignTarget(String),
    /// The call itself failed.
    #[error("calling the org")]
    Call(#[from] CallError),
}

impl SubmitError {
    /// Returns what is known about the effect.
    pub fn certainty(&self) -> Certainty {
        match self {
            Self::Call(error) => error.certainty(),
            _ => Certainty::NothingSent,
        }
    }

    /// Returns when to retry, if the org reported a rate limit with a time.
    pub fn retry_at(&self) -> Option<OffsetDateTime> {
        match self {
            Self::Call(error) => error.retry_at(),
            _ => None,
        }
    }
}

impl SubmitError {
    /// Returns the call that failed, or `None` if nothing was sent because of the step or the
    /// answers.
    pub fn call(&self) -> Option<&CallError> {
        match self {
            Self::Call(error) => Some(error),
            _ => None,
        }
    }
}

impl From<Rejected> for SubmitError {
    fn from(rejected: Rejected) -> Self {
        match rejected {
            Rejected::Missing(fields) => Self::Missing { fields },
            Rejected::NoSuchOption(field) => Self::NoSuchOption { field },
        }
    }
}

impl Client {
    /// Submits a form of the step with the user's answers.
    ///
    /// Nothing is sent if a required answer is missing or the address is not the org's. There are
    /// no retries: after [`Certainty::Unknown`], call [`introspect_again`](Self::introspect_again)
    /// instead. A rejection that comes with a form, such as a wrong code, is the next step and not
    /// an error.
    pub async fn submit(
        &self,
        caller: &Caller,
        pending: &Pending,
        form: &FormRef,
        answers: Answers,
    ) -> Result<Transaction, SubmitError> {
        let form =
            pending.form_at(form).ok_or_else(|| SubmitError::NoSuchForm(form.name().to_owned()))?;
        if !form.is_submittable() {
            return Err(SubmitError::Link(form.name.clone()));
        }
        let target =
            self.target(form).ok_or_else(|| SubmitError::ForeignTarget(form.name.clone()))?;
        let body = build(form, &answers)?;
        let request = match form.method {
            Method::Get => self.http().get(target),
            _ => self.http().post(target).header(CONTENT_TYPE, JSON).body(body.0.to_string()),
        };
        let accept =
            form.accepts.as_deref().and_then(|accepts| HeaderValue::from_str(accepts).ok());
        let received = self.call(caller, &accept.unwrap_or(ION), request).await?;
        tracing::debug!(okta.form = form.name, http.status = received.status.as_u16(), "form sent");
        Ok(advance(pending.interaction(), Some(pending), &received)?)
    }

    /// Runs an action of the step: `name` is its full name, or its plain name such as `cancel`.
    pub async fn act(
        &self,
        caller: &Caller,
        pending: &Pending,
        name: &str,
    ) -> Result<Transaction, SubmitError> {
        let action =
            pending.reply().action(name).ok_or_else(|| SubmitError::NoSuchForm(name.to_owned()))?;
        self.submit(caller, pending, action.reference(), Answers::new()).await
    }

    fn target(&self, form: &Form) -> Option<Url> {
        let url = Url::parse(form.href.as_ref()?.expose()).ok()?;
        let is_idx = url.path().starts_with("/idp/") && form.method != Method::Other;
        (is_idx && self.config().is_own(&url)).then_some(url)
    }
}
