//! What Okta's form gives by itself. A screen says only what differs.

use app::step::Action;
use app::step::Form;
use app::step::Link;
use app::step::OptionOf;
use app::step::Picture;
use app::step::Screen;
use app::step::Step;
use app::text::Key;
use okta_idx::MessageKind;
use okta_idx::Pending;

use super::actions;
use super::fields;
use super::fields::Bound;
use super::identify::name_user;
use super::messages;
use super::remember;
use super::table;
use super::terminal;
use super::uniform;
use super::view::View;
use crate::flow::Flow;

/// A step of Okta's, as a screen sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    pub view: View<'a>,
    pub flow: &'a Flow,
    pub pending: &'a Pending,
    pub form: &'a okta_idx::Form,
}

impl<'a> At<'a> {
    /// Returns a text of the profile of the authenticator that the form is about, such as a masked number. Returns none
    /// where it would tell that there is an account.
    pub(super) fn profile(&self, name: &str) -> Option<&'a str> {
        self.form.authenticator.as_deref().filter(|_| !self.hides_account())?.profile(name)
    }
}

/// What makes one screen differ from another.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub screen: Screen,
    pub title: Key,
    pub lead: String,
    pub picture: Option<Picture>,
    pub submit: Key,
    pub links: Vec<Link>,
}

impl Draft {
    /// A form with a heading and a button.
    pub(super) fn of(screen: Screen, title: Key, submit: Key) -> Self {
        Self { screen, title, lead: String::new(), picture: None, submit, links: Vec::new() }
    }

    /// With a sentence below the heading.
    pub(super) fn lead(self, lead: impl Into<String>) -> Self {
        Self { lead: lead.into(), ..self }
    }

    /// With a picture below the sentence.
    pub(super) fn picture(self, picture: Option<Picture>) -> Self {
        Self { picture, ..self }
    }

    /// With links below the form.
    pub(super) fn links(self, links: Vec<Link>) -> Self {
        Self { links, ..self }
    }
}

/// Returns the form to show: the one that the user chose, else the one that the step is about.
pub fn main_form<'a>(pending: &'a Pending, chosen: Option<&str>) -> Option<&'a okta_idx::Form> {
    chosen
        .and_then(|name| pending.form(name))
        .filter(|form| form.is_submittable())
        .or_else(|| pending.remediation())
}

/// Returns what else can be done at the step that [`draw`] draws.
pub fn offered(view: &View<'_>, flow: &Flow, pending: &Pending) -> Vec<Action> {
    match main_form(pending, flow.chosen_form()) {
        Some(form) => actions::of(&At { view: *view, flow, pending, form }),
        None => Vec::new(),
    }
}

/// Draws the step at which Okta waits for an answer.
pub fn draw(view: View<'_>, flow: &Flow, pending: &Pending) -> Step {
    let language = view.language;
    let Some(form) = main_form(pending, flow.chosen_form()) else {
        return Step {
            messages: messages::of(language, pending.messages()),
            links: messages::links(language, pending.messages()),
            ..terminal::ended(&view, flow)
        };
    };
    let at = At { view, flow, pending, form };
    let draft = (table::of(form).draw)(&at);
    let mut said = said(&at);
    let mut bound = fields::of_form(language, form);
    uniform::refuse(&at, &mut bound);
    fill(&at, &mut bound, &mut said);
    name_user(flow, &mut bound, &mut said, draft.screen);
    let shown = bound.into_iter().map(|field| field.shown).chain(remember::beside(&at)).collect();
    let waits = draft.screen == Screen::Code && pending.poll().is_some();
    Step {
        id: String::new(),
        screen: draft.screen,
        title: language.text(draft.title).to_owned(),
        lead: draft.lead,
        picture: draft.picture,
        messages: said,
        form: Some(Form { fields: shown, submit: language.text(draft.submit).to_owned() }),
        actions: actions::of(&at),
        links: [messages::links(language, pending.messages()), draft.links].concat(),
        expires_in: Some(view.seconds_until(flow.ends_at(view.flow_lifetime))),
        waiting: if waits { language.text(Key::WaitingForLink).to_owned() } else { String::new() },
        go: String::new(),
    }
}

/// What Okta says, without the throttle whose pause the flow's own notice names.
fn said(at: &At<'_>) -> Vec<app::step::Message> {
    let told = at.pending.messages().iter().filter(|message| {
        let is_told = at.pending.retry_at().is_some() && message.kind() == MessageKind::Throttle;
        !is_told && uniform::keeps(at, message)
    });
    messages::of(at.view.language, told)
}

/// Puts what was typed and what is wrong into the fields; what is said at a field is not said above the form.
fn fill(at: &At<'_>, bound: &mut [Bound], said: &mut Vec<app::step::Message>) {
    let flow = at.flow;
    let typed = flow.entered.as_ref().filter(|typed| typed.form == at.form.name);
    for Bound { shown, .. } in bound.iter_mut() {
        let values = typed.into_iter().flat_map(|typed| &typed.values);
        if let Some((_, value)) = values.into_iter().find(|(name, _)| *name == shown.name) {
            value.clone_into(&mut shown.value);
        }
        said.retain(|message| message.text != shown.error);
        // What Okta said is about an earlier answer, where this one was not sent.
        if !flow.field_errors.is_empty() {
            shown.error.clear();
        }
        if let Some(error) = flow.error_at(&shown.name) {
            shown.error = messages::error(at.view.language, error, &shown.label);
        }
        said.retain(|message| message.text != shown.error);
    }
    forget_unchosen(bound);
}

/// Takes the errors away from the fields of options that were not chosen: Okta may say one at each option. Where none
/// is chosen, the first option with an error is.
fn forget_unchosen(bound: &mut [Bound]) {
    let wrong = bound.iter().filter(|it| !it.shown.error.is_empty());
    let wrong = wrong.filter_map(|it| it.shown.of_option.clone()).collect::<Vec<_>>();
    for Bound { shown, .. } in bound.iter_mut().filter(|it| it.shown.value.is_empty()) {
        if let Some(of) = wrong.iter().find(|of| of.field == shown.name) {
            shown.value.clone_from(&of.value);
        }
    }
    let chosen = bound.iter().map(|Bound { shown, .. }| (shown.name.clone(), shown.value.clone()));
    let chosen = chosen.collect::<Vec<_>>();
    for Bound { shown, .. } in bound {
        let is_chosen = |of: &OptionOf| chosen.contains(&(of.field.clone(), of.value.clone()));
        if shown.of_option.as_ref().is_some_and(|of| !is_chosen(of)) {
            shown.error.clear();
        }
    }
}
