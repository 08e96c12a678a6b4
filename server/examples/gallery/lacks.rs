//! Finds what a rendered screen lacks.

use app::step::Choice;
use app::step::Step;
use app::text::Key;
use app::text::Language;
use okta_idx::ActionKind;
use okta_idx::AuthenticatorKey;
use okta_idx::Form;
use okta_idx::Message;
use okta_idx::Pending;
use okta_idx::RemediationKind;
use okta_idx::Transaction;
use server::flow::Text;
use server::screen::actions;
use server::screen::draft;
use server::screen::fields;
use server::screen::messages;

/// Returns what the screen lacks, each as the end of "lacks …".
pub(super) fn of(transaction: &Transaction, step: &Step) -> Vec<String> {
    let mut lacks = Lacks { step, found: Vec::new() };
    lacks.heading();
    lacks.way_out();
    match transaction {
        Transaction::Pending(pending) => {
            lacks.said(pending.messages());
            lacks.pending(pending);
        }
        Transaction::Terminal(terminal) => lacks.said(terminal.messages()),
        Transaction::Completed(_) => {}
    }
    lacks.found
}

/// Returns the usual word for an authenticator, which a screen may use instead of the org's name of it.
fn known_as(key: AuthenticatorKey) -> Option<&'static str> {
    match key {
        AuthenticatorKey::Email => Some("email"),
        AuthenticatorKey::Password => Some("password"),
        AuthenticatorKey::Phone => Some("phone"),
        AuthenticatorKey::SecurityQuestion => Some("security question"),
        _ => None,
    }
}

struct Lacks<'a> {
    step: &'a Step,
    found: Vec<String>,
}

impl Lacks<'_> {
    fn note(&mut self, lacks: bool, what: impl Into<String>) {
        if lacks {
            self.found.push(what.into());
        }
    }

    fn has_action(&self, name: &str) -> bool {
        self.step.actions.iter().any(|action| action.name == name)
    }

    /// Returns all texts of the screen except its links.
    fn texts(&self) -> Vec<&str> {
        let step = self.step;
        let mut texts = vec![step.title.as_str(), &step.lead, &step.waiting];
        texts.extend(step.messages.iter().map(|message| message.text.as_str()));
        texts.extend(step.actions.iter().map(|action| action.label.as_str()));
        for field in step.form.iter().flat_map(|form| &form.fields) {
            texts.extend([field.label.as_str(), &field.hint, &field.error]);
            let choices = field.kind.choices().iter();
            texts.extend(choices.flat_map(|choice| [&*choice.label, &*choice.detail]));
        }
        texts
    }

    fn heading(&mut self) {
        let title = &self.step.title;
        let generic = Language::English.text(Key::GenericTitle);
        self.note(title.is_empty() || title == generic, "a heading that says what it is about");
    }

    fn way_out(&mut self) {
        let local = self.step.links.iter().any(|link| !link.is_external());
        let restarts = self.has_action(actions::RESTART);
        self.note(!local && !restarts && self.step.go.is_empty(), "a way out");
    }

    fn said(&mut self, said: &[Message]) {
        for message in said {
            let text = messages::text(Language::English, &Text::said(message));
            let name = message.key.as_deref().unwrap_or("a message");
            let shown = text.is_empty() || self.texts().iter().any(|it| it.contains(&text));
            self.note(!shown, format!("the message {name}"));
        }
        for link in messages::links(Language::English, said) {
            let shown = self.step.links.iter().any(|it| it.href == link.href)
                || self.step.messages.iter().any(|it| it.href == link.href);
            self.note(!shown, format!("the link {}", link.label));
        }
    }

    fn pending(&mut self, pending: &Pending) {
        self.offers(pending);
        self.redirects(pending);
        let Some(form) = draft::main_form(pending, None) else {
            return self.note(true, "anything to do");
        };
        self.note(pending.poll().is_some() && self.step.waiting.is_empty(), "that it waits");
        if form.password_page().is_none() {
            self.controls(form);
        }
        self.authenticator(pending, form);
        let names = pending.forms().iter().map(|form| fields::words(&form.name));
        for name in names.filter(|name| name.contains(' ')) {
            self.note(self.texts().contains(&name.as_str()), format!("words for “{name}”"));
        }
    }

    fn offers(&mut self, pending: &Pending) {
        let offers = |kind| pending.action_of(kind).is_some();
        let form = draft::main_form(pending, None);
        let asks_first = form.is_some_and(|form| form.kind.asks_before_sending());
        self.note(
            !asks_first && offers(ActionKind::Resend) && !self.has_action(actions::RESEND),
            "resending",
        );
        self.note(offers(ActionKind::Skip) && !self.has_action(actions::SKIP), "skipping");
        let recovers = self.has_action(actions::RECOVER)
            || self.step.links.iter().any(|link| link.href == "/forgot-password");
        self.note(offers(ActionKind::Recover) && !recovers, "a forgotten password");
    }

    fn redirects(&mut self, pending: &Pending) {
        for form in pending.forms().iter().filter(|form| !form.is_submittable()) {
            let href = form.href.as_ref().map_or("", |href| href.expose());
            let linked = self.step.links.iter().any(|link| link.href == href);
            self.note(!linked, format!("the way of {}", form.name));
        }
    }

    fn controls(&mut self, form: &Form) {
        let shown = self.step.form.iter().flat_map(|form| &form.fields);
        let fields = shown.clone().collect::<Vec<_>>();
        for field in &form.fields {
            let asked = field.required == Some(true) && field.mutable && field.visible;
            let has = fields.iter().any(|it| it.name.split('.').next() == Some(&field.name));
            let fixed = field.value().is_some();
            self.note(asked && !fixed && !has, format!("a control for {}", field.name));
            if let Some(hint) = &field.hint {
                self.note(true, format!("the script for {hint}"));
            }
        }
        for field in fields {
            self.note(field.label.trim().is_empty(), format!("a label for {}", field.name));
            let label = |choice: &Choice| (choice.label.clone(), choice.detail.clone());
            let mut labels = field.kind.choices().iter().map(label).collect::<Vec<_>>();
            labels.sort();
            let alike = labels.windows(2).any(|pair| pair[0] == pair[1]);
            self.note(alike, "what tells two options of one name apart");
        }
    }

    fn authenticator(&mut self, pending: &Pending, form: &Form) {
        let Some(authenticator) = form.authenticator.as_deref() else { return };
        let known = authenticator.key.and_then(known_as);
        let about = !matches!(
            form.kind,
            RemediationKind::SelectAuthenticate | RemediationKind::SelectEnroll
        );
        let name = known.or(authenticator.display_name.as_deref());
        if let Some(name) = name.filter(|_| about) {
            let name = name.to_lowercase();
            let named = self.texts().iter().any(|text| text.to_lowercase().contains(&name));
            self.note(!named, format!("the name of {name}"));
        }
        let others = pending.form_of(RemediationKind::SelectAuthenticate);
        let others = others.filter(|it| it.reference() != form.reference());
        let more = others.is_some()
            && pending.select_authenticator().is_some_and(|select| select.offers().count() > 1);
        let shown = self.step.actions.iter().any(|action| action.name.starts_with(actions::SHOW));
        self.note(more && !shown, "another way to verify");
        let has_code = authenticator.contextual("qrcode").is_some();
        self.note(has_code && self.step.picture.is_none(), "the QR code");
        if let Some(secret) = authenticator.shared_secret() {
            let shown = self.texts().iter().any(|text| text.replace(' ', "").contains(secret));
            self.note(!shown, "the secret to copy");
        }
    }
}
