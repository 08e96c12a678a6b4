//! The forms between the last authenticator and the tokens, each in a file of its own.

mod consent;
mod grace_period;
mod house_rules;
mod stay_signed_in;

use serde::Deserialize;
use serde::Serialize;

pub(crate) use self::consent::answer as answer_consent;
pub(crate) use self::house_rules::fill_in as accept_house_rules;
pub(crate) use self::stay_signed_in::answer as answer_stay_signed_in;
use crate::forms::Page;
use crate::forms::View;
use crate::state::transaction::Request;

/// What a policy may put before the tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Interlude {
    /// A form that must be filled in.
    HouseRules,
    /// The same form with `skip` beside it.
    SkippableHouseRules,
    /// The user allows the app all scopes, or none.
    Consent,
    /// The user allows the app each scope.
    GranularConsent,
    /// An administrator allows the app all scopes for the whole org.
    AdminConsent,
    /// Whether to stay signed in.
    KeepMeSignedIn,
    /// A device that does not meet the requirements may be used for a few more days.
    DeviceAssuranceGracePeriod,
}

impl Interlude {
    pub(crate) fn draw(self, view: View<'_>, request: &Request, page: &mut Page) {
        match self {
            Self::HouseRules => house_rules::draw(view, page),
            Self::SkippableHouseRules => {
                house_rules::draw(view, page);
                page.offer(view.form("skip", "/idp/idx/skip"));
            }
            Self::Consent => consent::draw("consent", view, request, page),
            Self::AdminConsent => consent::draw("admin-consent", view, request, page),
            Self::GranularConsent => consent::draw_granular(view, request, page),
            Self::KeepMeSignedIn => stay_signed_in::draw(view, page),
            Self::DeviceAssuranceGracePeriod => grace_period::draw(view, page),
        }
    }

    /// Whether `skip` passes over it.
    pub(crate) fn is_skippable(self) -> bool {
        matches!(self, Self::SkippableHouseRules | Self::DeviceAssuranceGracePeriod)
    }
}
