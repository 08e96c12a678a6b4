//! `/idp/idx/cancel`: back to the first page of the same transaction.

use super::desk::Desk;
use super::desk::Moved;
use super::sent::Sent;
use crate::state::transaction::Stage;

/// The wrong answers so far stay counted: cancelling is no way to guess on.
pub(super) fn cancel(desk: &mut Desk<'_>, _: Stage, _: &Sent) -> Moved {
    desk.transaction.policy = None;
    Moved::to(Stage::FirstPage)
}

/// `select-identify`: the way back from signing up.
pub(super) fn back_to_sign_in(desk: &mut Desk<'_>, stage: Stage, sent: &Sent) -> Moved {
    match stage {
        Stage::SignUpProfile => cancel(desk, stage, sent),
        other => Moved::refused(other),
    }
}
