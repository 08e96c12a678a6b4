//! `keep-me-signed-in`: asked after the last authenticator.
//!
//! Both answers lead on: the org has no session cookie that could last longer.

use super::Interlude;
use crate::forms::Page;
use crate::forms::View;
use crate::forms::ion::Choice;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::next::after;
use crate::idx::sent::Sent;
use crate::idx::step::Moved;
use crate::idx::step::StepContext;
use crate::state::transaction::Stage;

pub(super) fn draw(view: View<'_>, page: &mut Page) {
    let answers =
        vec![Choice::flag("Stay signed in", true), Choice::flag("Don't stay signed in", false)];
    let field = Field::of_flags("keepMeSignedIn", answers).required();
    page.offer(view.form("keep-me-signed-in", "/idp/idx/keep-me-signed-in").with(field));
}

pub(crate) fn answer(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    let Stage::Interlude(who, Interlude::KeepMeSignedIn) = stage else {
        return Moved::refused(stage);
    };
    if sent.flag("keepMeSignedIn").is_some() {
        return after(step, who, Interlude::KeepMeSignedIn);
    }
    let message = message::needs_an_answer("Stay signed in");
    let stage = Stage::Interlude(who, Interlude::KeepMeSignedIn);
    Moved::complaining(stage, 400, "keepMeSignedIn", message)
}
