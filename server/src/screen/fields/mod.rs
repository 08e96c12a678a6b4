//! The fields of any form, drawn from what Okta says about them.

mod answers;
mod countries;
mod decision;
mod kind;
mod options;
mod password_rules;
mod read;
mod reader;
#[cfg(test)]
mod tests;
mod written;

use app::step::Field;
use app::step::OptionOf;
use okta_idx::FieldRole;
use okta_idx::FieldType;
use okta_idx::Form;
use serde_json::Value;

pub use answers::answers_from;
pub use answers::cleaned;
pub use answers::code_error;
pub use answers::repeatable;
pub use password_rules::exclude_username;

use reader::Reader;

use super::view::View;

/// A field as it is shown, and where its answer belongs.
#[derive(Clone, Debug)]
pub struct Bound {
    /// What the browser sees.
    pub shown: Field,
    /// What the answer is.
    pub role: FieldRole,
    /// Its dotted name in the form.
    path: String,
    answer: Answer,
}

/// How an answer is written into the form.
#[derive(Clone, Debug)]
enum Answer {
    Text(Limits),
    Code,
    /// The country of the phone number that is the next field. Okta gets it in the number.
    Country,
    Phone,
    Flag,
    /// Yes or no, each by a button.
    Decision,
    Number(FieldType),
    Date,
    /// A value among those that are shown.
    Listed,
    /// Texts with commas between them.
    Words,
    /// The values whose places are chosen.
    Several(Vec<Value>),
    /// The option at this place.
    Option(usize),
    /// As `answer`, where the option with this place is chosen at the field with this path.
    WithOption {
        chooser: String,
        place: usize,
        answer: Box<Answer>,
    },
    /// Not at all: Okta has fixed the value.
    Locked,
}

/// How many characters a text may have.
#[derive(Clone, Copy, Debug, Default)]
struct Limits {
    least: Option<u64>,
    most: Option<u64>,
}

/// The fields of `form` that a person can answer, in Okta's order.
pub fn of_form(view: &View<'_>, form: &Form) -> Vec<Bound> {
    let reader = Reader { view, language: view.language, form };
    let mut bound = Vec::new();
    for field in &form.fields {
        reader.read("", field, &mut bound);
    }
    for (place, field) in bound.iter_mut().enumerate() {
        let name = match &field.answer {
            // Two options may have fields of one name.
            Answer::WithOption { place, .. } => format!("{}.{place}", field.path),
            _ => field.path.clone(),
        };
        field.shown.name = shown_name(&name, place);
    }
    name_options(&mut bound);
    bound
}

/// Tells the fields of options the name under which the field with these options is shown.
fn name_options(bound: &mut [Bound]) {
    let choosers = bound.iter().filter(|field| matches!(field.answer, Answer::Option(_)));
    let names = choosers.map(|field| (field.path.clone(), field.shown.name.clone()));
    let names = names.collect::<Vec<_>>();
    for field in bound {
        let Answer::WithOption { chooser, place, .. } = &field.answer else { continue };
        let name = names.iter().find(|(path, _)| path == chooser).map(|(_, name)| name.clone());
        let value = place.to_string();
        field.shown.of_option = name.map(|field| OptionOf { field, value });
    }
}

/// The dotted name, unless it has characters that a posted form gives a meaning of its own.
fn shown_name(path: &str, place: usize) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if !path.is_empty() && path.len() <= 64 && path.bytes().all(plain) {
        path.to_owned()
    } else {
        format!("field-{place}")
    }
}

/// A name such as `costCenter` as words.
pub fn words(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        match c {
            '-' | '_' | '.' => text.push(' '),
            c if c.is_uppercase() && !text.is_empty() => {
                text.push(' ');
                text.extend(c.to_lowercase());
            }
            c if text.is_empty() => text.extend(c.to_uppercase()),
            c => text.push(c),
        }
    }
    text
}
