//! What Okta's form gives by itself. A screen says only what differs.

use app::step::Action;
use app::step::Fact;
use app::step::Form;
use app::step::Link;
use app::step::OptionOf;
use app::step::Picture;
use app::step::Screen;
use app::step::Step;
use app::text::Key;
use app::text::Language;
use okta_idx::MessageKind;
use okta_idx::Pending;

use super::actions;
use super::choose;
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

    /// Returns the name of the authenticator that the form is about, as the org calls it.
    pub(super) fn authenticator_name(&self) -> Option<&'a str> {
        self.form.authenticator.as_deref()?.display_name.as_deref()
    }

    /// Returns the name of the app that the user signs in to.
    pub(super) fn app_name(&self) -> Option<&'a str> {
        let app = self.pending.reply().object("app")?;
        app.get("label")?.as_str().filter(|label| !label.trim().is_empty())
    }
}

/// A heading.
#[derive(Clone, Debug)]
pub(crate) enum Title {
    /// A text.
    Text(Key),
    /// A text with the name of what it is about.
    Named(Key, String),
}

impl From<Key> for Title {
    fn from(key: Key) -> Self {
        Self::Text(key)
    }
}

impl From<(Key, &str)> for Title {
    fn from((key, name): (Key, &str)) -> Self {
        Self::Named(key, name.to_owned())
    }
}

impl Title {
    fn text(&self, language: Language) -> String {
        match self {
            Self::Text(key) => language.text(*key).to_owned(),
            Self::Named(key, name) => language.filled(*key, &[name]),
        }
    }
}

/// What makes one screen differ from another.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub screen: Screen,
    pub title: Title,
    pub lead: String,
    pub picture: Option<Picture>,
    pub facts: Vec<Fact>,
    pub submit: Key,
    pub waits: Option<Key>,
    pub links: Vec<Link>,
    /// Whether Okta's form is shown.
    has_form: bool,
}

impl Draft {
    /// A form with a heading and a button.
    pub(super) fn of(screen: Screen, title: impl Into<Title>, submit: Key) -> Self {
        let (lead, picture, facts, waits, links) = Default::default();
        let (title, has_form) = (title.into(), true);
        Self { screen, title, lead, picture, facts, submit, waits, links, has_form }
    }

    /// With a sentence below the heading.
    pub(super) fn lead(self, lead: impl Into<String>) -> Self {
        Self { lead: lead.into(), ..self }
    }

    /// With a picture below the sentence.
    pub(super) fn picture(self, picture: Option<Picture>) -> Self {
        Self { picture, ..self }
    }

    /// With a list below the sentence.
    pub(super) fn facts(self, facts: Vec<Fact>) -> Self {
        Self { facts, ..self }
    }

    /// Tells what the page waits for, where Okta can be asked whether it has happened.
    pub(super) fn waits(self, at: &At<'_>, key: Key) -> Self {
        Self { waits: at.pending.poll().map(|_| key), ..self }
    }

    /// With links below the form.
    pub(super) fn links(self, links: Vec<Link>) -> Self {
        Self { links, ..self }
    }
}

impl Draft {
    /// Without Okta's form, which is not what helps here.
    pub(super) fn without_form(self) -> Self {
        Self { has_form: false, ..self }
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
    let mut bound = fields::of_form(&view, form);
    fields::exclude_username(language, &mut bound, &flow.username);
    choose::describe(&at, &mut bound);
    uniform::refuse(&at, &mut bound);
    fill(&at, &mut bound, &mut said);
    name_user(flow, &mut bound, &mut said, draft.screen);
    let submit = language.text(draft.submit).to_owned();
    let fields = bound.into_iter().map(|field| field.shown).chain(remember::beside(&at)).collect();
    let form = Form { fields, submit };
    Step {
        id: String::new(),
        screen: draft.screen,
        title: draft.title.text(language),
        lead: draft.lead,
        picture: draft.picture,
        facts: draft.facts,
        messages: said,
        form: draft.has_form.then_some(form),
        actions: actions::of(&at),
        links: [messages::links(language, pending.messages()), draft.links].concat(),
        expires_in: Some(view.seconds_until(flow.ends_at(view.flow_lifetime))),
        waiting: draft.waits.map(|key| language.text(key).to_owned()).unwrap_or_default(),
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
