//! Consent: what the app may do with the account.
//!
//! It is asked for at each sign-in, while Okta remembers it until the scopes change.

use serde_json::Value;
use serde_json::json;

use super::Interlude;
use crate::forms::Page;
use crate::forms::View;
use crate::forms::ion::Choice;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::next::after;
use crate::idx::sent::Sent;
use crate::idx::step::Moved;
use crate::idx::step::StepContext;
use crate::state::transaction::Request;
use crate::state::transaction::Stage;

/// Scopes that a user cannot refuse one by one.
const LOCKED: [&str; 2] = ["openid", "profile"];

/// `consent` or `admin-consent`: all scopes or none.
pub(super) fn draw(name: &'static str, view: View<'_>, request: &Request, page: &mut Page) {
    let asked = request.scopes.iter().filter(|scope| *scope != "openid");
    let scopes = asked.map(|scope| {
        let label = label(scope);
        let description = describe(&label);
        json!({ "name": scope, "label": label, "value": scope, "desc": description })
    });
    let answers = vec![Choice::flag("Allow Access", true), Choice::flag("Don't Allow", false)];
    let consent = Field::of_flags("consent", answers).required();
    page.offer(view.form(name, "/idp/idx/consent").about_scopes(scopes.collect()).with(consent));
    note_protocol(view, request, page);
}

/// `granular-consent`: each scope for itself, those that are locked already allowed.
pub(super) fn draw_granular(view: View<'_>, request: &Request, page: &mut Page) {
    let scopes = request.scopes.iter().map(|scope| {
        let label = label(scope);
        let description = Some(describe(&label));
        let field = Field::named(scope.clone(), label).of_type("boolean").described(description);
        let field = field.required().suggested(true);
        if LOCKED.contains(&scope.as_str()) { field.read_only() } else { field }
    });
    let form = view
        .form("granular-consent", "/idp/idx/consent")
        .with(Field::flag("consent").required().hidden())
        .with(Field::group("optedScopes", scopes.collect()));
    page.offer(form);
    note_protocol(view, request, page);
}

fn note_protocol(view: View<'_>, request: &Request, page: &mut Page) {
    let issuer = json!({ "uri": request.server.issuer(view.org_url) });
    page.set("authentication", json!({ "protocol": "OAUTH2.0", "issuer": issuer }));
}

/// Takes the answer; a refusal ends the sign-in.
pub(crate) fn answer(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    let Stage::Interlude(
        who,
        interlude @ (Interlude::Consent | Interlude::AdminConsent | Interlude::GranularConsent),
    ) = stage
    else {
        return Moved::refused(stage);
    };
    match sent.flag("consent") {
        None => {
            let message = message::needs_an_answer("Access");
            let stage = Stage::Interlude(who, interlude);
            Moved::complaining(stage, 400, "consent", message)
        }
        Some(false) if step.transaction.activates_device => {
            Moved::over(200, message::device_consent_denied())
        }
        Some(false) => Moved::over(403, message::access_denied()),
        Some(true) => {
            if interlude == Interlude::GranularConsent {
                let opted = sent.value("optedScopes");
                step.transaction.request.scopes.retain(|scope| is_allowed(opted, scope));
            }
            after(step, who, interlude)
        }
    }
}

/// Names of scopes may have dots, so they are members and no paths.
fn is_allowed(opted: Option<&Value>, scope: &str) -> bool {
    let answer = opted.and_then(|opted| opted.get(scope));
    LOCKED.contains(&scope) || answer.is_some_and(|answer| *answer == true || *answer == "true")
}

fn label(scope: &str) -> String {
    match scope {
        "openid" => "Sign you in.".to_owned(),
        "profile" => "View your profile information.".to_owned(),
        "email" => "View your email address.".to_owned(),
        "phone" => "View your phone number.".to_owned(),
        "address" => "View your address.".to_owned(),
        "offline_access" => "Keep access while you do not use the app.".to_owned(),
        other => format!("Use “{other}”."),
    }
}

fn describe(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("This allows the app to {first}{}", letters.as_str())
}
