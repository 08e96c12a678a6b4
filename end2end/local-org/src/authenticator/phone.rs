//! A code by text message or by voice call.

use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::Selection;
use super::seed::Seed;
use super::sent_code;
use crate::forms::View;
use crate::forms::ion::Choice;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::forms::message::Message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::CodeStyle;
use crate::settings::Policy;
use crate::state::inbox::Channel;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;
use crate::state::users::User;

const FACTS: Facts = Facts {
    name: "phone",
    key: "phone_number",
    kind: "phone",
    id: "autLocalOrgPhone0001",
    enrollment_prefix: "pae",
    seed: "phoneNumber",
    label: "Phone",
    methods: &[("sms", "SMS"), ("voice", "Voice call")],
    asks_for: "the code from the phone",
};

const NUMBER: &str = "authenticator.phoneNumber";

/// A phone of a user.
#[derive(Serialize, Deserialize)]
struct Line {
    number: String,
    nickname: Option<String>,
}

impl Line {
    fn plain(number: String) -> Enrollment {
        Enrollment::of(&Self { number, nickname: None })
    }
}

#[derive(Debug)]
pub(super) struct Phone;

impl Authenticator for Phone {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn begin(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        activity: Activity,
        selection: Selection<'_>,
    ) -> Result<Progress, Refused> {
        let method = selection.text("authenticator.methodType");
        let channel = match method {
            "sms" => Channel::Sms,
            "voice" => Channel::Voice,
            _ => return Ok(Progress::NeedsData),
        };
        let number = match activity {
            Activity::Enroll => {
                let typed = selection.text(NUMBER);
                if typed.is_empty() && matches!(selection, Selection::Option(_)) {
                    return Ok(Progress::NeedsData);
                }
                Some(normalised(typed).ok_or_else(|| Refused::at(NUMBER, invalid()))?)
            }
            _ => step.user(verification).and_then(enrolled).map(|line| line.number),
        };
        if number.as_ref().is_some_and(|number| sent_code::is_limited(step, channel, number)) {
            return Err(Refused::limited(message::phoned_too_often(channel)));
        }
        Ok(Progress::Sent(sent_code::send(step, verification, channel, number)))
    }

    fn answer_fields(&self, _: &Policy, _: Activity) -> Vec<Field> {
        vec![sent_code::field(CodeStyle::Numeric)]
    }

    fn check(
        &self,
        step: &mut StepContext<'_>,
        _: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let number = sent_code::check(step, challenge, sent)?;
        Ok(number.and_then(|number| number.read()).map(|number: String| Line::plain(number)))
    }

    fn amr(&self, progress: &Progress) -> &'static str {
        match progress {
            Progress::Sent(out) if out.channel == Channel::Voice => "tel",
            _ => "sms",
        }
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        let number = normalised(text).ok_or_else(|| format!("`{text}` is not a phone number"))?;
        Ok(Line::plain(number))
    }

    /// Takes `nickname` besides.
    fn described_by(&self, seed: Seed<'_>, _: &mut Random) -> Result<Enrollment, String> {
        seed.only(&[FACTS.seed, "nickname"])?;
        let text = seed.text(FACTS.seed)?;
        let number = normalised(text);
        let number =
            number.ok_or_else(|| format!("`{}`: `{text}` is not a phone number", FACTS.seed))?;
        let nickname = seed.optional("nickname")?.map(str::to_owned);
        Ok(Enrollment::of(&Line { number, nickname }))
    }

    fn is_seed(&self, enrollment: &Enrollment, text: &str) -> bool {
        enrollment.read::<Line>().is_some_and(|line| line.number == text)
    }

    fn data_fields(&self, activity: Activity) -> Vec<Field> {
        let number = Field::text("phoneNumber", "Phone number").required();
        let number = Some(number).filter(|_| activity == Activity::Enroll);
        [methods().required()].into_iter().chain(number).collect()
    }

    fn option_fields(&self, activity: Activity) -> Vec<Field> {
        let number = Field::text("phoneNumber", "Phone number");
        let number = Some(number).filter(|_| activity == Activity::Enroll);
        [methods()].into_iter().chain(number).collect()
    }

    fn profile(&self, user: Option<&User>, identifier: &str) -> Option<Value> {
        let known = |user| enrolled(user).map(|line| line.number);
        let number = user.map_or_else(|| Some(decoy(identifier)), known)?;
        Some(json!({ "phoneNumber": masked(&number) }))
    }

    fn nickname(&self, user: &User) -> Option<String> {
        enrolled(user)?.nickname
    }

    fn describe(&self, _: View<'_>, challenge: &Challenge, description: &mut Value) {
        if let Progress::Sent(out) = &challenge.progress {
            description["methods"] = json!([{ "type": out.channel.method() }]);
        }
    }
}

fn methods() -> Field {
    let choices = FACTS.methods.iter().map(|(value, label)| Choice::plain(label, value));
    Field::one_of("methodType", "Method", choices.collect())
}

fn enrolled(user: &User) -> Option<Line> {
    user.enrollment(&FACTS)?.read()
}

/// A number for an unknown user, the same at each try.
fn decoy(identifier: &str) -> String {
    let sum = |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte));
    format!("+1555555{:04}", identifier.bytes().fold(7, sum) % 10_000)
}

fn invalid() -> Message {
    let text = "That is not a phone number. Write it with + and the country code.";
    Message::error("api.factors.error.sms.invalid_phone", text)
}

/// `+15555550123` (E.164), however it was grouped; `None` for what is no number.
fn normalised(typed: &str) -> Option<String> {
    let number: String = typed.chars().filter(|c| !" -().".contains(*c)).collect();
    let digits = number.strip_prefix('+')?;
    let is_number = (8..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(number)
}

/// `+1 XXX-XXX-0123`: the last four digits, and the country where it is the one of that form.
fn masked(number: &str) -> String {
    let last = number.get(number.len().saturating_sub(4)..).unwrap_or_default();
    match number.strip_prefix("+1") {
        Some(rest) if rest.len() == 10 => format!("+1 XXX-XXX-{last}"),
        _ => format!("+XXX XXX-XXX-{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_grouped() {
        for typed in ["+15555550123", " +1 (555) 555-0123", "+1.555.555.0123"] {
            assert_eq!(normalised(typed).as_deref(), Some("+15555550123"), "{typed}");
        }
        for typed in ["", "5555550123", "+1555", "+0155555501", "+1555555012a", "+1555555501234567"]
        {
            assert_eq!(normalised(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_number_is_masked_but_recognisable() {
        assert_eq!(masked("+15555550123"), "+1 XXX-XXX-0123");
        assert_eq!(masked("+493012345678"), "+XXX XXX-XXX-5678");
    }
}
