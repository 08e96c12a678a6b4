//! `/idp/idx/device/activate`: the code that a device without a keyboard shows.

use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::forms::message;
use crate::state::transaction::Stage;

/// The sign-in begins after the right code, and ends with the device instead of the app.
pub(super) fn activate(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    let Some(code) = &step.policy().user_code else { return Moved::refused(stage) };
    if !matches!(stage, Stage::FirstPage) || step.transaction.activates_device {
        return Moved::refused(stage);
    }
    if plain(code) == plain(sent.text("userCode")) {
        step.transaction.activates_device = true;
        return Moved::to(Stage::FirstPage);
    }
    let kept = Moved::saying(Stage::FirstPage, 400, message::wrong_user_code());
    step.wrong_answer(kept)
}

/// The code however it was grouped.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase()
}
