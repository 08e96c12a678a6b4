//! A form that no client has a screen for: it shows whether a generic renderer is really generic.

use super::View;
use super::ion::Addressed;
use super::ion::Choice;
use super::ion::Field;
use super::page::Page;
use crate::settings::ExtraForm;

/// The remediation's name; no version of any SDK knows it.
const EXTRA_FORM: &str = "local-org-house-rules";
/// What can be chosen for `meal`.
pub(crate) const MEALS: [&str; 3] = ["soup", "salad", "none"];

/// A check box, a choice, a nested object with optional text, a suggestion and a fixed value.
pub(super) fn form(view: View<'_>, at: Addressed<'_>, page: &mut Page) {
    let meals = vec![
        Choice::plain("Soup", MEALS[0]),
        Choice::plain("Salad", MEALS[1]),
        Choice::plain("Nothing, thank you", MEALS[2]),
    ];
    let desk = vec![
        Field::text("floor", "Floor").lengths(1, 20).required(),
        Field::text("nickname", "Name on the door").lengths(0, 50).suggested("Guest"),
        Field::boolean("window", "By the window").suggested(false),
    ];
    page.offer(
        at.form(EXTRA_FORM, "/idp/idx/house-rules")
            .with(Field::boolean("rulesAccepted", "I keep to the house rules").required())
            .with(Field::one_of("meal", "Lunch", meals).required())
            .with(Field::object("desk", desk).labelled("Your desk").required())
            .with(Field::fixed("rulesVersion", "3")),
    );
    if view.policy.extra_form == ExtraForm::Skippable {
        page.offer(at.form("skip", "/idp/idx/skip"));
    }
}
