//! The org's own form between the last proof and the tokens.

use super::desk::Desk;
use super::desk::Moved;
use super::next::finish;
use super::sent::Sent;
use crate::forms::MEALS;
use crate::forms::message;
use crate::settings::ExtraForm;
use crate::state::transaction::Stage;

/// Every required field must be answered, and what was fixed must come back unchanged.
pub(super) fn fill_in(desk: &mut Desk<'_>, stage: Stage, sent: &Sent) -> Moved {
    let Stage::Extra(subject) = stage else { return Moved::refused(stage) };
    if sent.text("rulesVersion") != "3" {
        return Moved::refused(Stage::Extra(subject));
    }
    let floor = sent.text("desk.floor").chars().count();
    let missing = [
        ("rulesAccepted", "I keep to the house rules", sent.flag("rulesAccepted") == Some(true)),
        ("meal", "Lunch", MEALS.contains(&sent.text("meal"))),
        ("desk.floor", "Floor", (1..=20).contains(&floor)),
    ];
    let complaints: Vec<_> = missing
        .into_iter()
        .filter(|(_, _, answered)| !answered)
        .map(|(field, label, _)| (field, message::needs_an_answer(label)))
        .collect();
    if complaints.is_empty() {
        return finish(desk, subject);
    }
    let mut moved = Moved::to(Stage::Extra(subject));
    moved.reply.status = 400;
    moved.reply.complaints = complaints;
    moved
}

pub(super) fn skip(desk: &mut Desk<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::Extra(subject) if desk.policy().extra_form == ExtraForm::Skippable => {
            finish(desk, subject)
        }
        other => Moved::refused(other),
    }
}
