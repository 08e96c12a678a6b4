//! Builds the JSON body of a form from the answers.
//!
//! Defaults of mutable fields come first, then answers, then the values that Okta fixed. Groups
//! stay groups, and names that contain dots stay single names.
//!
//! An optional group is sent complete or not at all. A group without a declaration is sent if any
//! of its fields is, as recorded forms show (profiles, captchas, security keys).

use serde_json::Map;
use serde_json::Value;

use super::answers::Answers;
use super::answers::Pick;
use super::answers::is_answer;
use crate::grammar::Choice;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::join;
use crate::secret::SecretValue;

/// Why nothing was sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Rejected {
    /// Required fields without an answer, by dotted name.
    Missing(Vec<String>),
    /// A field whose chosen option does not exist.
    NoSuchOption(String),
}

pub(crate) fn build(form: &Form, answers: &Answers) -> Result<SecretValue, Rejected> {
    let mut builder = Builder { answers, missing: Vec::new() };
    let body = builder.group(&form.fields, "", None)?;
    if builder.missing.is_empty() {
        Ok(SecretValue(Value::Object(body)))
    } else {
        Err(Rejected::Missing(builder.missing))
    }
}

struct Builder<'a> {
    answers: &'a Answers,
    missing: Vec<String>,
}

impl Builder<'_> {
    /// Builds the members of one object. `given` is a whole object that the caller answered for it.
    fn group(
        &mut self,
        fields: &[Field],
        parent: &str,
        given: Option<&Value>,
    ) -> Result<Map<String, Value>, Rejected> {
        let mut members = Map::new();
        for field in fields {
            let path = join(parent, &field.name);
            let given = self.answers.value(&path).or_else(|| given?.get(&field.name));
            if let Some(value) = self.field(field, &path, given)? {
                // A group may be split over several fields of the same name.
                match (members.get_mut(&field.name), value) {
                    (Some(Value::Object(earlier)), Value::Object(later)) => earlier.extend(later),
                    (_, value) => drop(members.insert(field.name.clone(), value)),
                }
            }
        }
        Ok(members)
    }

    fn field(
        &mut self,
        field: &Field,
        path: &str,
        given: Option<&Value>,
    ) -> Result<Option<Value>, Rejected> {
        if !field.mutable && !field.is_object() {
            return Ok(Some(field.value().cloned().unwrap_or_else(|| Value::from(""))));
        }
        let value = if field.is_list() {
            self.leaf(field, path, given)
        } else if !field.options.is_empty() {
            self.choice(field, path, given)?
        } else if field.fields.is_empty() {
            self.leaf(field, path, given)
        } else {
            self.nested(field, path, given)?
        };
        Ok(value)
    }

    fn leaf(&mut self, field: &Field, path: &str, given: Option<&Value>) -> Option<Value> {
        let blank = given.is_none_or(|given| given.is_null() || given.as_str() == Some(""));
        let value = match given {
            Some(given) if !blank => Some(typed(field, given)),
            // An input that the user emptied clears a preset; an empty input without a preset is no
            // answer.
            Some(Value::String(_)) if field.value().is_some() && field.required != Some(true) => {
                Some(Value::from(""))
            }
            // What a user does not see is agreed to by submitting the form, such as the consent to the scopes of it.
            None if !field.visible && field.is_flag() && field.required == Some(true) => {
                Some(field.value().cloned().unwrap_or(Value::Bool(true)))
            }
            _ => field.value().cloned(),
        };
        if value.is_none() && field.required == Some(true) {
            self.missing.push(path.to_owned());
        }
        value
    }

    fn nested(
        &mut self,
        field: &Field,
        path: &str,
        given: Option<&Value>,
    ) -> Result<Option<Value>, Rejected> {
        let answered = given.is_some_and(is_answer) || self.answers.has_below(path);
        let optional = field.required == Some(false) && !answered;
        let missing_before = self.missing.len();
        let members = self.group(&field.fields, path, given)?;
        let is_whole = self.missing.len() == missing_before;
        if optional && !is_whole {
            self.missing.truncate(missing_before);
            return Ok(None);
        }
        if !members.is_empty() {
            return Ok(Some(Value::Object(members)));
        }
        if !optional && is_whole {
            self.ask_for_parts(field, path);
        }
        Ok(None)
    }

    /// Requires the fields of a wanted but empty group, except optional ones.
    fn ask_for_parts(&mut self, group: &Field, path: &str) {
        let all = group.required == Some(true);
        let silent = |part: &&Field| part.required.is_none() && !part.is_flag();
        let parts = group.fields.iter().filter(|part| part.mutable && (all || silent(part)));
        self.missing.extend(parts.map(|part| join(path, &part.name)));
    }

    fn choice(
        &mut self,
        field: &Field,
        path: &str,
        given: Option<&Value>,
    ) -> Result<Option<Value>, Rejected> {
        let Some(choice) = self.chosen(field, path, given)? else {
            let preset = field.value().cloned();
            // Such a form exists for the choice between groups, so the choice is required unless
            // Okta says otherwise.
            let of_groups =
                field.options.iter().any(Choice::is_form) && field.required != Some(false);
            if preset.is_none() && (of_groups || field.required == Some(true)) {
                self.missing.push(path.to_owned());
            }
            return Ok(preset);
        };
        if choice.is_form() {
            let given = given.filter(|given| given.is_object());
            return Ok(Some(Value::Object(self.group(&choice.fields, path, given)?)));
        }
        Ok(choice.value().cloned())
    }

    fn chosen<'f>(
        &self,
        field: &'f Field,
        path: &str,
        given: Option<&Value>,
    ) -> Result<Option<&'f Choice>, Rejected> {
        let options = &field.options;
        let found = match (self.answers.pick(path), given) {
            (Some(pick), _) => pick.among(options),
            (None, Some(Value::String(name))) if name.is_empty() => return Ok(None),
            (None, Some(Value::String(name))) => Pick::named(name).among(options),
            (None, Some(group @ Value::Object(_))) => {
                options.iter().find(|option| self.fits(option, path, Some(group)))
            }
            (None, Some(plain)) if !plain.is_null() => {
                options.iter().find(|option| option.value() == Some(plain))
            }
            (None, _) if self.answers.has_below(path) => {
                options.iter().find(|option| self.fits(option, path, None))
            }
            (None, _) => return Ok(None),
        };
        found.map(Some).ok_or_else(|| Rejected::NoSuchOption(path.to_owned()))
    }

    /// Whether an option has a field for every answer, and no fixed value contradicts one.
    fn fits(&self, option: &Choice, parent: &str, given: Option<&Value>) -> bool {
        let known = |name: &str| option.fields.iter().any(|field| is_at(name, &field.name));
        let given_fits =
            given.and_then(Value::as_object).is_none_or(|given| given.keys().all(|key| known(key)));
        let paths_fit = self.answers.names_below(parent).all(known);
        let agrees = |field: &Field| {
            let path = join(parent, &field.name);
            let answer = self.answers.value(&path).or_else(|| given?.get(&field.name));
            match answer {
                Some(answer) if !field.mutable => field.value() == Some(answer),
                Some(Value::String(name)) if !field.options.is_empty() => {
                    field.options.iter().any(|option| option.answers_to(name))
                }
                _ => true,
            }
        };
        option.is_form() && given_fits && paths_fit && option.fields.iter().all(agrees)
    }
}

/// Whether a dotted name is a field or is inside it.
fn is_at(dotted: &str, field: &str) -> bool {
    dotted.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Converts a text to the field's type. A text that is no such value is left to Okta to judge.
fn typed(field: &Field, given: &Value) -> Value {
    given.as_str().and_then(|text| field.kind.value(text)).unwrap_or_else(|| given.clone())
}
