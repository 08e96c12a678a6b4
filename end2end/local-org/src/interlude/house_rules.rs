//! The house rules: a form that no client has a screen for.
//!
//! It shows whether a generic renderer is generic.

use crate::forms::Page;
use crate::forms::View;
use crate::forms::ion::Choice;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::next::after;
use crate::idx::sent::Sent;
use crate::idx::step::Moved;
use crate::idx::step::StepContext;
use crate::interlude::Interlude;
use crate::state::transaction::Stage;

/// The remediation's name; no version of any SDK knows it.
const HOUSE_RULES: &str = "local-org-house-rules";
const MEALS: [(&str, &str); 3] =
    [("Soup", "soup"), ("Salad", "salad"), ("Nothing, thank you", "none")];

/// A check box, a choice, a nested object with optional text, a suggestion and a fixed value.
pub(super) fn draw(view: View<'_>, page: &mut Page) {
    let meals = MEALS.map(|(label, value)| Choice::plain(label, value));
    let desk = vec![
        Field::text("floor", "Floor").lengths(1, 20).required(),
        Field::text("nickname", "Name on the door").lengths(0, 50).suggested("Guest"),
        Field::boolean("window", "By the window").suggested(false),
    ];
    page.offer(
        view.form(HOUSE_RULES, "/idp/idx/house-rules")
            .with(Field::boolean("rulesAccepted", "I keep to the house rules").required())
            .with(Field::one_of("meal", "Lunch", meals.into()).required())
            .with(Field::object("desk", desk).labelled("Your desk").required())
            .with(Field::fixed("rulesVersion", "3")),
    );
}

/// Every required field must be answered, and what was fixed must come back unchanged.
pub(crate) fn fill_in(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    let Stage::Interlude(who, interlude) = stage else { return Moved::refused(stage) };
    if !matches!(interlude, Interlude::HouseRules | Interlude::SkippableHouseRules) {
        return Moved::refused(Stage::Interlude(who, interlude));
    }
    if sent.text("rulesVersion") != "3" {
        return Moved::refused(Stage::Interlude(who, interlude));
    }
    let floor = sent.text("desk.floor").chars().count();
    let meal = sent.text("meal");
    let answered = [
        ("rulesAccepted", "I keep to the house rules", sent.flag("rulesAccepted") == Some(true)),
        ("meal", "Lunch", MEALS.iter().any(|(_, value)| *value == meal)),
        ("desk.floor", "Floor", (1..=20).contains(&floor)),
    ];
    let missing = answered.into_iter().filter(|(_, _, is_answered)| !is_answered);
    let complaints: Vec<_> =
        missing.map(|(field, label, _)| (field.into(), message::needs_an_answer(label))).collect();
    if complaints.is_empty() {
        return after(step, who, interlude);
    }
    let mut moved = Moved::to(Stage::Interlude(who, interlude));
    moved.reply.status = 400;
    moved.reply.complaints = complaints;
    moved
}
