//! Which authenticator to use.

use app::step::FieldKind;
use app::step::Screen as Kind;
use app::text::Key;
use app::text::Language;
use okta_idx::AllowedFor;
use okta_idx::Authenticator;
use okta_idx::FieldRole;
use okta_idx::Postponement;
use okta_idx::RemediationKind::SelectAuthenticate;
use okta_idx::RemediationKind::SelectEnroll;
use okta_idx::RemediationKind::SelectUnlock;

use super::draft::At;
use super::draft::Draft;
use super::fields::Bound;
use super::table::Effect;
use super::table::Screen;
use crate::effect::Channel;

pub(super) const SCREENS: &[Screen] = &[
    Screen::of(SelectAuthenticate, |at| choose(at, Key::ChooseTitle))
        .effect(Effect::Sends(Channel::Email)),
    Screen::of(SelectEnroll, |at| choose(at, Key::ChooseNewTitle))
        .effect(Effect::Sends(Channel::Email)),
    Screen::of(SelectUnlock, |at| choose(at, Key::UnlockAccount))
        .effect(Effect::Sends(Channel::Email)),
];

fn choose(at: &At<'_>, title: Key) -> Draft {
    let lead = at.view.language.text(Key::ChooseLead);
    Draft::of(Kind::Choose, title, Key::Continue).lead(lead)
}

/// Says at each option what is known of it: where its code goes, what it is for, how long it can wait. Options that still
/// read the same are numbered.
pub(super) fn describe(at: &At<'_>, bound: &mut [Bound]) {
    for Bound { shown, role, .. } in bound {
        let FieldKind::Choice(choices) = &mut shown.kind else { continue };
        let Some(field) = at.form.fields.iter().find(|it| it.role == *role) else { continue };
        if *role != FieldRole::Authenticator || at.hides_account() {
            continue;
        }
        for (choice, option) in choices.iter_mut().zip(&field.options) {
            let authenticator = option.authenticator.as_deref();
            choice.detail =
                authenticator.map(|it| detail(at.view.language, it)).unwrap_or_default();
        }
        let all =
            choices.iter().map(|it| (it.label.clone(), it.detail.clone())).collect::<Vec<_>>();
        for (place, choice) in choices.iter_mut().enumerate() {
            let alike = |at: &usize| all.get(*at) == all.get(place);
            let before = (0..place).filter(alike).count();
            if before > 0 {
                let number = format!("({})", before + 1);
                let said = [&*choice.detail, &*number].into_iter().filter(|it| !it.is_empty());
                choice.detail = said.collect::<Vec<_>>().join(" ");
            }
        }
    }
}

fn detail(language: Language, authenticator: &Authenticator) -> String {
    let target = ["phoneNumber", "email", "deviceName"];
    let target = target.into_iter().find_map(|name| authenticator.profile(name));
    let named = [authenticator.nickname.as_deref(), target];
    let named = named.into_iter().flatten().map(str::to_owned);
    let used_for = authenticator.allowed_for().map(|it| match it {
        AllowedFor::SignIn => Key::ForSignIn,
        AllowedFor::Recovery => Key::ForRecovery,
        AllowedFor::Both => Key::ForBoth,
    });
    let used_for = used_for.map(|key| language.text(key).to_owned());
    let waits = authenticator.postponement().map(|it| match it {
        Postponement::Skips(times) => language.filled(Key::SkipsLeft, &[&times.to_string()]),
        Postponement::Until(date) => language.filled(Key::RequiredFrom, &[date]),
    });
    named.chain(used_for).chain(waits).collect::<Vec<_>>().join(" · ")
}
