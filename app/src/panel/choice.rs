//! A choice of one value: a list to pick from, or buttons with what belongs to each option below it.

use leptos::prelude::*;

use super::field::Stress;
use super::field::field;
use super::field::invalid;
use super::field::note_below;
use super::field::note_of;
use crate::step::Choice;
use crate::step::Field;

/// More options than this are a list that opens.
const FEW: usize = 6;

/// Draws a choice. `inner` are the fields of options, of this choice and of others.
pub(super) fn draw(
    name: &str,
    field: Field,
    choices: Vec<Choice>,
    stress: Stress,
    inner: &[(Field, Stress)],
) -> AnyView {
    let has_inner = |choice: &Choice| {
        inner.iter().any(|(inner, _)| inner.belongs_to(&field.name, &choice.value))
    };
    if choices.len() > FEW && !choices.iter().any(has_inner) {
        list(name.to_owned(), field, choices, stress).into_any()
    } else {
        buttons(name, field, choices, stress, inner).into_any()
    }
}

fn list(name: String, field: Field, choices: Vec<Choice>, stress: Stress) -> impl IntoView {
    let id = format!("field-{}", field.name);
    let (invalid, note) = (invalid(&field), note_of(&field));
    let chosen = field.value.clone();
    let options = choices.into_iter().map(|choice| {
        let selected = choice.value == chosen;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{field.label.clone()}</label>
            <select
                id=id
                class="text"
                name=name
                autofocus=stress.focus
                aria-invalid=invalid
                aria-describedby=note.clone()
            >
                <option value=""></option>
                {options.collect::<Vec<_>>()}
            </select>
            {note_below(note, field, stress)}
        </div>
    }
}

fn buttons(
    name: &str,
    field: Field,
    choices: Vec<Choice>,
    stress: Stress,
    inner: &[(Field, Stress)],
) -> impl IntoView + use<> {
    let (invalid, note) = (invalid(&field), note_of(&field));
    let described_by = note.clone();
    let options = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            let checked = choice.value == field.value;
            let below = below(&field, &choice, inner);
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name=name.to_owned()
                        value=choice.value
                        checked=checked
                        autofocus=stress.focus && place == 0
                    />
                    <span>{choice.label}</span>
                </label>
                {below}
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset
            class="field"
            role="radiogroup"
            aria-invalid=invalid
            aria-describedby=described_by
        >
            <legend>{field.label.clone()}</legend>
            {options}
            {note_below(note, field, stress)}
        </fieldset>
    }
}

/// Draws the fields of one option; the style sheet shows them while it is chosen.
fn below(chooser: &Field, choice: &Choice, inner: &[(Field, Stress)]) -> Option<AnyView> {
    let own = inner.iter().filter(|(field, _)| field.belongs_to(&chooser.name, &choice.value));
    let own =
        own.map(|(content, stress)| field(content.clone(), *stress, inner)).collect::<Vec<_>>();
    (!own.is_empty()).then(|| view! { <div class="of-option">{own}</div> }.into_any())
}
