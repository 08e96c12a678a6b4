//! A choice of values: a list to pick one from, or buttons with what belongs to each option below it.

use leptos::prelude::*;

use super::field::Stress;
use super::field::invalid;
use super::field::note_below;
use super::field::note_of;
use super::field::posted_as;
use super::field::posted_name;
use super::field::put_state;
use super::field::simple;
use super::written::Put;
use super::written::Written;
use crate::step::Choice;
use crate::step::Field;
use crate::step::FieldKind;

/// More options than this are a list that opens.
pub(super) const FEW: usize = 6;

/// Draws a choice as a list.
pub(super) fn list(field: Field, choices: Vec<Choice>, stress: Stress) -> impl IntoView {
    let id = format!("field-{}", field.name);
    let (label, name) = (field.label.clone(), posted_name(&field));
    let below = note_below(note_of(&field), field.clone(), stress);
    let chosen = field.value.clone();
    // The first one is none of them.
    let nothing = Choice::default();
    let options = std::iter::once(nothing).chain(choices).map(|choice| {
        let Choice { value, label, detail } = choice;
        let label = if detail.is_empty() { label } else { [&*label, " ", &detail].concat() };
        let is_chosen = value == chosen;
        let attributes = move |put: &mut Put<'_>| {
            put("value", &value);
            if is_chosen {
                put("selected", "");
            }
        };
        view! { <option {..Written(attributes)}>{label}</option> }
    });
    let for_id = id.clone();
    let attributes = move |put: &mut Put<'_>| {
        put("id", &id);
        put("class", "text");
        put("name", &name);
        put_state(put, &field, stress);
    };
    view! {
        <div class="field">
            <label for=for_id>{label}</label>
            <select {..Written(attributes)}>{options.collect::<Vec<_>>()}</select>
            {below}
        </div>
    }
}

/// Draws a choice as buttons, or as boxes if several may be chosen. `inner` are the fields of options, of this choice and of others.
pub(super) fn buttons(
    field: Field,
    stress: Stress,
    inner: &[(Field, Stress)],
) -> impl IntoView + use<> {
    let (invalid, note) = (invalid(&field), note_of(&field));
    let (button, role) = match field.kind {
        FieldKind::Several(_) => ("checkbox", "group"),
        _ => ("radio", "radiogroup"),
    };
    let described_by = note.clone();
    let options = field.kind.choices().iter().enumerate().map(|(place, choice)| {
        let below = below(&field, choice, inner);
        let is_chosen = field.has_chosen(&choice.value);
        let (name, value) = (posted_as(&field.name_of(&choice.value)), choice.value.clone());
        let attributes = move |put: &mut Put<'_>| {
            put("type", button);
            put("name", &name);
            put("value", &value);
            if is_chosen {
                put("checked", "");
            }
            if stress.focus && place == 0 {
                put("autofocus", "");
            }
        };
        view! {
            <label class="check">
                <input {..Written(attributes)} />
                <span>
                    {choice.label.clone()}" "
                    {(!choice.detail.is_empty())
                        .then(|| view! { <bdi class="detail">{choice.detail.clone()}</bdi> })}
                </span>
            </label>
            {below}
        }
    });
    let options = options.collect::<Vec<_>>();
    view! {
        <fieldset
            class="field"
            role=role
            aria-invalid=invalid
            aria-describedby=described_by
        >
            <legend>{field.label.clone()}</legend>
            {options}
            {note_below(note, field, stress)}
        </fieldset>
    }
}

/// Draws the buttons that submit a form: one a value of the field that the form is about, or one for all of it.
pub(super) fn submits(decisions: Vec<Field>, label: String, stress: Stress) -> impl IntoView {
    let field = decisions.into_iter().next().unwrap_or_default();
    let choices = match &field.kind {
        FieldKind::Buttons(choices) => choices.clone(),
        _ => vec![Choice { label, ..Choice::default() }],
    };
    let name = (!field.name.is_empty()).then(|| posted_name(&field));
    let buttons = choices.into_iter().enumerate().map(|(place, Choice { value, label, .. })| {
        let name = name.clone();
        let attributes = move |put: &mut Put<'_>| {
            put("type", "submit");
            put("class", if place == 0 { "primary" } else { "second" });
            if let Some(name) = &name {
                put("name", name);
                put("value", &value);
            }
        };
        view! { <button {..Written(attributes)}>{label}</button> }
    });
    let buttons = buttons.collect::<Vec<_>>();
    view! {
        {note_below(note_of(&field), field, stress)}
        {buttons}
    }
}

/// Draws the fields of one option; the style sheet shows them while it is chosen.
fn below(
    chooser: &Field,
    choice: &Choice,
    inner: &[(Field, Stress)],
) -> Option<impl IntoView + use<>> {
    let own = inner.iter().filter(|(field, _)| field.belongs_to(&chooser.name, &choice.value));
    let own = own.map(|(field, stress)| simple(field.clone(), *stress)).collect::<Vec<_>>();
    (!own.is_empty()).then(|| view! { <div class="of-option">{own}</div> })
}
