//! `/idp/idx/cancel`: back to the first page of the same transaction.

use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::state::transaction::Stage;

/// The wrong answers so far stay counted: cancelling is no way to guess on.
pub(super) fn cancel(step: &mut StepContext<'_>, _: Stage, _: &Sent) -> Moved {
    step.transaction.policy = None;
    Moved::to(Stage::FirstPage)
}

/// `select-identify`: the way back from signing up.
pub(super) fn back_to_sign_in(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    match stage {
        Stage::SignUpProfile => cancel(step, stage, sent),
        other => Moved::refused(other),
    }
}
