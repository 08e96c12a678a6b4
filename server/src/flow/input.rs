//! What can happen to a flow.

use okta_idx::Answers;
use okta_idx::FormRef;
use okta_idx::Transaction;

use super::FieldError;
use super::FirstAnswer;
use crate::effect::Channel;
use crate::effect::Effect;

/// What happens to a flow. A request is read as one of these by the screen that it answers.
#[derive(Debug)]
pub enum Input {
    /// A first step was answered.
    Begin(FirstAnswer),
    /// The form of the step was answered.
    Answer(Answer),
    /// An action of the step was chosen.
    Act(Act),
    /// The link of the email was followed.
    Link {
        /// The code in it.
        code: String,
    },
    /// A link was followed that this flow does not wait for.
    ForeignLink,
    /// The tokens of a confirmed sign-in are asked for again.
    Continue,
    /// Okta told a waiting page that the transaction has moved.
    Polled(Transaction),
    /// A step was answered after the flow had expired.
    Expired {
        /// What to start again with, where the answer has a username.
        entered: Option<FirstAnswer>,
    },
    /// An earlier step was answered.
    OutOfDate,
    /// The step cannot be answered: this release cannot read it, or it has no form.
    Lost,
}

/// What was entered into the form of a step, read by the screen that asked.
#[derive(Debug)]
pub struct Answer {
    /// The form.
    pub form: FormRef,
    /// What was entered and may be shown again, by field name.
    pub values: Vec<(String, String)>,
    /// The answers for Okta, or what is wrong.
    pub read: Result<Answers, Wrong>,
    /// What sending them can cause.
    pub effect: Effect,
}

/// Why answers cannot be sent.
#[derive(Clone, Debug, Default)]
pub struct Wrong {
    /// What is wrong with the fields.
    pub errors: Vec<FieldError>,
    /// Usernames and addresses that look mistyped. The next answer with the same ones confirms them.
    pub doubted: Vec<String>,
}

/// What was chosen beside the form of a step.
#[derive(Clone, Debug)]
pub enum Act {
    /// To start again.
    Restart,
    /// Something that the step does not offer.
    Unknown,
    /// Another message, before one may be sent again.
    TooSoon {
        /// How long to wait.
        seconds: u32,
    },
    /// To see another form of the step.
    Show(String),
    /// To have the message sent again.
    Resend(Channel),
    /// To have the code sent by the other method of the phone.
    OtherMethod,
    /// To recover the account.
    Recover,
    /// To leave out an optional step.
    Skip,
    /// To send another form of the step, which needs no answers.
    Send(FormRef, Effect),
}

impl Answer {
    /// Returns what was entered into the field of this name.
    pub(super) fn value(&self, field: &str) -> Option<&str> {
        let mut values = self.values.iter();
        values.find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}
