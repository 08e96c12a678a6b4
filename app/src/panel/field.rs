//! One field of a form.

use leptos::either::Either;
use leptos::either::EitherOf4;
use leptos::prelude::*;

use super::choice;
use super::written::Put;
use super::written::Written;
use crate::step::Field;
use crate::step::FieldKind;
use crate::step::Rule;

/// What distinguishes one field of a form.
#[derive(Clone, Copy, Default)]
pub(super) struct Stress {
    /// The field has the focus when the page opens.
    pub(super) focus: bool,
    /// Its error is announced.
    alert: bool,
}

impl Stress {
    /// Returns one entry per field. The first invalid field gets the focus, and is announced unless
    /// the step has an alert. Without an invalid field, the first text input gets the focus.
    pub(super) fn of(fields: &[Field], has_alert: bool) -> Vec<Self> {
        let wrong = fields.iter().position(|field| !field.error.is_empty());
        let typed = fields.iter().position(|field| {
            let is_typed = !matches!(
                field.kind,
                FieldKind::Checkbox
                    | FieldKind::Choice(_)
                    | FieldKind::Several(_)
                    | FieldKind::Hidden
            );
            is_typed && !field.locked && field.of_option.is_none()
        });
        (0..fields.len())
            .map(|place| Self {
                focus: wrong.or(typed) == Some(place),
                alert: wrong == Some(place) && !has_alert,
            })
            .collect()
    }
}

/// Draws the fields of a form: those of an option below their option, all others in order.
pub(super) fn fields(fields: Vec<Field>, has_alert: bool) -> Vec<impl IntoView> {
    let stress = Stress::of(&fields, has_alert);
    let (inner, outer): (Vec<_>, Vec<_>) =
        fields.into_iter().zip(stress).partition(|(field, _)| field.of_option.is_some());
    let has_inner = |field: &Field| {
        let of = |(inner, _): &(Field, Stress)| {
            inner.of_option.as_ref().is_some_and(|of| of.field == field.name)
        };
        inner.iter().any(of)
    };
    let has_buttons = |field: &Field| match &field.kind {
        FieldKind::Choice(choices) => choices.len() <= choice::FEW || has_inner(field),
        FieldKind::Several(_) => true,
        _ => false,
    };
    let draw = |(field, stress): (Field, Stress)| {
        if has_buttons(&field) {
            Either::Left(choice::buttons(field, stress, &inner))
        } else {
            Either::Right(simple(field, stress))
        }
    };
    outer.into_iter().map(draw).collect()
}

/// Draws a field with its label above and its hint or error below; a choice as a list.
pub(super) fn simple(field: Field, stress: Stress) -> impl IntoView {
    match field.kind {
        FieldKind::Checkbox => EitherOf4::A(checkbox(field, stress)),
        FieldKind::Choice(ref choices) => {
            let choices = choices.clone();
            EitherOf4::B(choice::list(field, choices, stress))
        }
        FieldKind::Hidden => EitherOf4::C(hidden(&field)),
        _ => EitherOf4::D(line(field, stress)),
    }
}

fn hidden(field: &Field) -> impl IntoView + use<> {
    view! { <input type="hidden" name=posted_name(field) value=field.value.clone() /> }
}

/// The name of a field in the posted form.
pub(super) fn posted_name(field: &Field) -> String {
    posted_as(&field.name)
}

/// The name of an answer in the posted form.
pub(super) fn posted_as(name: &str) -> String {
    format!("answers[{name}]")
}

/// The `maxlength` of an input: so large that the server can reject a long text, instead of the
/// browser cutting it off silently.
const MOST: &str = "1024";

/// Returns the type, keyboard, `autocomplete` and class of an input, for browsers and password
/// managers.
fn describe(kind: &FieldKind) -> (&'static str, &'static str, &str, &'static str) {
    match kind {
        FieldKind::Username => ("text", "email", "username", "text"),
        FieldKind::Email => ("email", "email", "email", "text"),
        FieldKind::Password => ("password", "text", "current-password", "text"),
        FieldKind::NewPassword => ("password", "text", "new-password", "text"),
        FieldKind::Secret => ("password", "text", "off", "text"),
        FieldKind::Digits(_) => ("text", "numeric", "one-time-code", "code"),
        FieldKind::Letters => ("text", "text", "one-time-code", "code"),
        FieldKind::Number => ("text", "decimal", "off", "text"),
        FieldKind::Date => ("date", "text", "off", "text"),
        FieldKind::Text(token) if token == "tel" => ("tel", "tel", token, "text"),
        FieldKind::Text(token) if !token.is_empty() => ("text", "text", token, "text"),
        _ => ("text", "text", "off", "text"),
    }
}

fn line(field: Field, stress: Stress) -> impl IntoView {
    let (id, name) = (format!("field-{}", field.name), posted_name(&field));
    let label = field.label.clone();
    let below = note_below(note_of(&field), field.clone(), stress);
    let reveal = reveal(&id, field.reveal.clone());
    let rules = rules(&field);
    let for_id = id.clone();
    let attributes = move |put: &mut Put<'_>| {
        let (kind, mode, autocomplete, class) = describe(&field.kind);
        // Names begin with capitals; their tokens, such as `given-name`, end like this.
        let is_name = mode == "text" && autocomplete.ends_with("name");
        put("id", &id);
        put("class", class);
        put("type", kind);
        put("inputmode", mode);
        put("name", &name);
        put("value", &field.value);
        put("autocomplete", autocomplete);
        put("autocapitalize", if is_name { "words" } else { "none" });
        put("autocorrect", "off");
        put("spellcheck", "false");
        put("translate", "no");
        put("enterkeyhint", "go");
        if field.required {
            put("required", "");
        }
        if field.locked {
            put("readonly", "");
        }
        put_state(put, &field, stress);
        if let FieldKind::Digits(places) = field.kind {
            put("data-places", &places.to_string());
        }
        // A code may be pasted with other text around it.
        if class != "code" {
            put("maxlength", MOST);
        }
    };
    view! {
        <div class="field">
            <label for=for_id>{label}</label>
            <input {..Written(attributes)} />
            {below}
            {rules}
            {reveal}
        </div>
    }
}

/// Draws what a new password must be like; the browser ticks what it can test.
fn rules(field: &Field) -> Option<impl IntoView + use<>> {
    let rule = |Rule { text, pattern }: Rule| {
        let attributes = move |put: &mut Put<'_>| {
            if !pattern.is_empty() {
                put("data-pattern", &pattern);
            }
        };
        view! { <li {..Written(attributes)}>{text}</li> }
    };
    let id = rules_of(field)?;
    let rules = field.rules.iter().cloned().map(rule).collect::<Vec<_>>();
    Some(view! {
        <ul class="rules" id=id>
            {rules}
        </ul>
    })
}

/// Draws the box that shows what is entered into the input `id`. It needs a script, so the style sheet hides it where
/// there is none.
fn reveal(id: &str, label: String) -> Option<impl IntoView + use<>> {
    let id = id.to_owned();
    (!label.is_empty()).then(|| {
        view! {
            <label class="check reveal">
                <input type="checkbox" autocomplete="off" data-reveals=id />
                <span>{label}</span>
            </label>
        }
    })
}

fn checkbox(field: Field, stress: Stress) -> impl IntoView {
    let label = field.label.clone();
    let below = note_below(note_of(&field), field.clone(), stress);
    let attributes = move |put: &mut Put<'_>| {
        put("type", "checkbox");
        put("name", &posted_name(&field));
        put("value", "true");
        if field.value == "true" {
            put("checked", "");
        }
        if field.locked {
            put("disabled", "");
        }
        put_state(put, &field, stress);
    };
    view! {
        <div class="field">
            <label class="check">
                <input {..Written(attributes)} />
                <span>{label}</span>
            </label>
            {below}
        </div>
    }
}

/// Puts what changes with the last answer: the focus, whether the value is wrong, and what says so.
pub(super) fn put_state(put: &mut Put<'_>, field: &Field, stress: Stress) {
    if stress.focus {
        put("autofocus", "");
    }
    if !field.error.is_empty() {
        put("aria-invalid", "true");
    }
    let described_by = note_of(field).into_iter().chain(rules_of(field)).collect::<Vec<_>>();
    if !described_by.is_empty() {
        put("aria-describedby", &described_by.join(" "));
    }
}

/// Returns the id of the requirements below the field, if it has some.
fn rules_of(field: &Field) -> Option<String> {
    (!field.rules.is_empty()).then(|| format!("field-{}-rules", field.name))
}

pub(super) fn invalid(field: &Field) -> Option<&'static str> {
    (!field.error.is_empty()).then_some("true")
}

/// Returns the id of the note below the field, if it has one.
pub(super) fn note_of(field: &Field) -> Option<String> {
    let said = !(field.error.is_empty() && field.hint.is_empty());
    said.then(|| format!("field-{}-note", field.name))
}

/// Draws the error if there is one, otherwise the hint.
pub(super) fn note_below(id: Option<String>, field: Field, stress: Stress) -> impl IntoView {
    let wrong = !field.error.is_empty();
    let text = if wrong { field.error } else { field.hint };
    id.map(|id| {
        view! {
            <p
                id=id
                class="note"
                data-tone=wrong.then_some("error")
                role=stress.alert.then_some("alert")
            >
                {text}
            </p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::OptionOf;

    fn field(kind: FieldKind, error: &str) -> Field {
        Field { kind, error: error.to_owned(), ..Field::default() }
    }

    fn focused(fields: &[Field]) -> Option<usize> {
        Stress::of(fields, false).iter().position(|stress| stress.focus)
    }

    fn announced(fields: &[Field], has_alert: bool) -> Vec<usize> {
        let stress = Stress::of(fields, has_alert);
        (0..fields.len()).filter(|place| stress[*place].alert).collect()
    }

    #[test]
    fn the_focus_is_in_the_first_field_to_type_in() {
        let fields = [field(FieldKind::Checkbox, ""), field(FieldKind::Email, "")];
        assert_eq!(focused(&fields), Some(1));
    }

    #[test]
    fn the_focus_is_in_no_field_that_an_option_may_hide() {
        let of_option = Some(OptionOf { field: String::new(), value: "0".to_owned() });
        let hidden = Field { of_option, ..field(FieldKind::Email, "") };
        assert_eq!(focused(&[hidden, field(FieldKind::Email, "")]), Some(1));
    }

    #[test]
    fn the_focus_is_in_the_first_wrong_field_whatever_it_is() {
        let choice = FieldKind::Choice(Vec::new());
        let fields =
            [field(FieldKind::Email, ""), field(choice, "a"), field(FieldKind::Email, "b")];
        assert_eq!(focused(&fields), Some(1));
    }

    #[test]
    fn of_several_wrong_fields_the_first_is_announced() {
        let fields = [field(FieldKind::Email, "a"), field(FieldKind::Email, "b")];
        assert_eq!(announced(&fields, false), [0]);
    }

    #[test]
    fn a_step_that_has_an_alert_announces_no_field_as_well() {
        assert_eq!(announced(&[field(FieldKind::Email, "a")], true), [0; 0]);
    }
}
