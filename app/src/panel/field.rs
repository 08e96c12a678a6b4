//! One field of a form.

use leptos::either::EitherOf4;
use leptos::prelude::*;

use crate::step::Choice;
use crate::step::Field;
use crate::step::FieldKind;

/// Whether the field is one that a visitor types in.
pub(super) fn takes_focus(field: &Field) -> bool {
    !matches!(field.kind, FieldKind::Hidden | FieldKind::Checkbox | FieldKind::Choice(_))
}

/// Draws a field with its label above and its hint or error below.
pub(super) fn field(field: Field, focus: bool) -> impl IntoView {
    let name = format!("answers[{}]", field.name);
    match field.kind {
        FieldKind::Hidden => {
            EitherOf4::A(view! { <input type="hidden" name=name value=field.value /> })
        }
        FieldKind::Checkbox => EitherOf4::B(checkbox(name, field)),
        FieldKind::Choice(ref choices) => {
            let choices = choices.clone();
            EitherOf4::C(choice(&name, field, choices))
        }
        _ => EitherOf4::D(line(name, field, focus)),
    }
}

/// What tells browsers and password managers what a line of text is: type, keyboard, `autocomplete`, class.
fn describe(kind: &FieldKind) -> (&'static str, &'static str, &str, &'static str) {
    match kind {
        FieldKind::Username => ("text", "email", "username", "text"),
        FieldKind::Email => ("email", "email", "email", "text"),
        FieldKind::Password => ("password", "text", "current-password", "text"),
        FieldKind::NewPassword => ("password", "text", "new-password", "text"),
        FieldKind::Digits(_) => ("text", "numeric", "one-time-code", "code"),
        FieldKind::Letters => ("text", "text", "one-time-code", "code"),
        FieldKind::Text(token) if !token.is_empty() => ("text", "text", token, "text"),
        _ => ("text", "text", "off", "text"),
    }
}

fn line(name: String, field: Field, focus: bool) -> impl IntoView {
    let (kind, mode, autocomplete, class) = describe(&field.kind);
    let autocomplete = autocomplete.to_owned();
    let places = match field.kind {
        FieldKind::Digits(places) => Some(places),
        _ => None,
    };
    let id = format!("field-{}", field.name);
    let note = format!("{id}-note");
    let invalid = !field.error.is_empty();
    let noted = invalid || !field.hint.is_empty();
    view! {
        <div class="field">
            <label for=id.clone()>{field.label}</label>
            <input
                id=id
                class=class
                type=kind
                inputmode=mode
                name=name
                value=field.value
                autocomplete=autocomplete
                required=field.required
                autofocus=focus
                aria-invalid=invalid.then_some("true")
                aria-describedby=noted.then(|| note.clone())
                data-places=places
            />
            {note_below(note, field.hint, field.error)}
        </div>
    }
}

fn checkbox(name: String, field: Field) -> impl IntoView {
    let note = format!("field-{}-note", field.name);
    view! {
        <div class="field">
            <label class="check">
                <input type="checkbox" name=name value="true" checked=field.value == "true" />
                <span>{field.label}</span>
            </label>
            {note_below(note, field.hint, field.error)}
        </div>
    }
}

fn choice(name: &str, field: Field, choices: Vec<Choice>) -> impl IntoView + use<> {
    let note = format!("field-{}-note", field.name);
    let options = choices
        .into_iter()
        .map(|choice| {
            let checked = choice.value == field.value;
            view! {
                <label class="check">
                    <input type="radio" name=name.to_owned() value=choice.value checked=checked />
                    <span>{choice.label}</span>
                </label>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="field">
            <legend>{field.label}</legend>
            {options}
            {note_below(note, field.hint, field.error)}
        </fieldset>
    }
}

/// The error if there is one, else the hint.
fn note_below(id: String, hint: String, error: String) -> impl IntoView {
    let wrong = !error.is_empty();
    let text = if wrong { error } else { hint };
    (!text.is_empty()).then(|| {
        view! {
            <p
                id=id
                class="note"
                data-tone=wrong.then_some("error")
                role=wrong.then_some("alert")
            >
                {text}
            </p>
        }
    })
}
