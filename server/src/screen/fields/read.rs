//! Reading what was typed into one field.

use app::step::FieldKind;
use app::text::Key;
use okta_idx::Answers;
use okta_idx::FieldType;
use okta_idx::Pick;
use serde_json::Value;

use super::Answer;
use super::Bound;
use super::Limits;
use super::answers::code_problem;
use super::answers::code_rule;
use super::cleaned;
use super::written;
use crate::flow::Argument;
use crate::flow::Text;
use crate::flow::username_problem;
use crate::text_input::clean;
use crate::text_input::code;
use crate::text_input::phone;
use crate::text_input::phone::PhoneProblem;
use crate::text_input::region::Region;
use crate::text_input::username::Username;

/// What has been read so far.
pub(super) struct Read<'a> {
    pub(super) answers: Answers,
    picked: Vec<(String, usize)>,
    /// The country that was chosen for the next phone number.
    country: Option<&'static Region>,
    /// What looked mistyped before, and was asked about.
    confirmed: &'a [String],
    /// What looks mistyped now.
    pub(super) doubted: Vec<String>,
}

impl<'a> Read<'a> {
    pub(super) fn after(confirmed: &'a [String]) -> Self {
        let (answers, country) = (Answers::new(), None);
        Self { answers, picked: Vec::new(), country, confirmed, doubted: Vec::new() }
    }
}

impl Bound {
    /// Writes what was typed into the answers, or says what is wrong.
    pub(super) fn read(&self, typed: &str, read: &mut Read<'_>) -> Result<(), Text> {
        self.read_as(&self.answer, typed, read)
    }

    fn read_as(&self, answer: &Answer, typed: &str, read: &mut Read<'_>) -> Result<(), Text> {
        match answer {
            Answer::Locked => {}
            Answer::Flag => read.answers.set(&self.path, typed == "true"),
            Answer::Decision => {
                let agrees = typed.parse::<bool>().map_err(|_| Key::OptionMissing)?;
                read.answers.set(&self.path, agrees);
            }
            Answer::Option(count) => match typed.parse::<usize>() {
                Ok(place) if place < *count => {
                    let answers = std::mem::take(&mut read.answers);
                    read.answers = answers.choose(&self.path, Pick::Index(place));
                    read.picked.push((self.path.clone(), place));
                }
                _ if !self.shown.required && typed.is_empty() => {}
                _ => return Err(Key::OptionMissing.into()),
            },
            Answer::Code => {
                let kind = &self.shown.kind;
                let code = code::read(typed, code_rule(kind))
                    .map_err(|problem| code_problem(problem, kind))?;
                read.answers.set(&self.path, code);
            }
            Answer::Country => {
                read.country = match typed {
                    "" => None,
                    code => Some(Region::of(code).ok_or(Key::OptionMissing)?),
                };
            }
            Answer::WithOption { chooser, place, answer } => {
                if read.picked.iter().any(|(path, picked)| path == chooser && picked == place) {
                    return self.read_as(answer, typed, read);
                }
            }
            Answer::Several(values) => self.read_several(values, typed, read)?,
            _ if cleaned(&self.shown.kind, typed).is_empty() => {
                if self.shown.required {
                    return Err(Text::with(Key::FieldMissing, Argument::Label));
                }
                // Empties what Okta has preset.
                if !self.shown.value.is_empty() {
                    read.answers.set(&self.path, "");
                }
            }
            Answer::Listed => {
                if !self.shown.kind.choices().iter().any(|choice| choice.value == typed) {
                    return Err(Key::OptionMissing.into());
                }
                read.answers.set(&self.path, typed);
            }
            Answer::Number(kind) => {
                let unlike = if *kind == FieldType::Integer {
                    Key::IntegerUnlike
                } else {
                    Key::NumberUnlike
                };
                let number = kind.value(&written::number(typed)).ok_or(unlike)?;
                read.answers.set(&self.path, number);
            }
            Answer::Phone => {
                let number = phone::read(typed, read.country).map_err(phone_problem)?;
                read.answers.set(&self.path, number);
            }
            Answer::Date => {
                let date = written::date(typed).ok_or(Key::DateUnlike)?;
                read.answers.set(&self.path, date);
            }
            Answer::Words => {
                let words = typed.split([',', '،', '、']).map(clean::line);
                let words = words.filter(|word| !word.is_empty()).map(Value::from);
                read.answers.set(&self.path, words.collect::<Value>());
            }
            Answer::Text(limits) => self.read_text(*limits, typed, read)?,
        }
        Ok(())
    }

    fn read_text(&self, limits: Limits, typed: &str, read: &mut Read<'_>) -> Result<(), Text> {
        let text = cleaned(&self.shown.kind, typed);
        let text = match self.shown.kind {
            FieldKind::Username | FieldKind::Email => self.read_username(typed, read)?,
            _ => text,
        };
        limits.check(&text)?;
        read.answers.set(&self.path, text);
        Ok(())
    }

    fn read_username(&self, typed: &str, read: &mut Read<'_>) -> Result<String, Text> {
        let name = Username::read(typed).map_err(username_problem)?;
        if name.looks_mistyped() {
            let known = read.confirmed.iter().any(|it| it == name.as_str());
            read.doubted.push(name.as_str().to_owned());
            if !known {
                return Err(match self.shown.kind {
                    FieldKind::Email => Key::AddressLooksMistyped.into(),
                    _ => Key::LooksMistyped.into(),
                });
            }
        }
        Ok(name.as_str().to_owned())
    }

    fn read_several(&self, values: &[Value], typed: &str, read: &mut Read<'_>) -> Result<(), Text> {
        let places = typed.split_whitespace().map(|place| values.get(place.parse::<usize>().ok()?));
        let chosen = places.collect::<Option<Vec<_>>>().ok_or(Key::OptionMissing)?;
        if chosen.is_empty() && self.shown.required {
            return Err(Key::OptionMissing.into());
        }
        if !(chosen.is_empty() && self.shown.value.is_empty()) {
            read.answers.set(&self.path, chosen.into_iter().cloned().collect::<Value>());
        }
        Ok(())
    }
}

fn phone_problem(problem: PhoneProblem) -> Key {
    match problem {
        PhoneProblem::NoRegion => Key::PhoneNoCountry,
        PhoneProblem::Unlike => Key::PhoneUnlike,
    }
}

impl Limits {
    fn check(self, text: &str) -> Result<(), Text> {
        let count = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        if let Some(least) = self.least.filter(|least| count < *least) {
            return Err(Text::filled(Key::TextTooShort, &least));
        }
        if let Some(most) = self.most.filter(|most| count > *most) {
            return Err(Text::filled(Key::TextTooLong, &most));
        }
        Ok(())
    }
}
