//! What an authenticator is, and the table of those that the org has.
//!
//! Each is one file and one line in [`AUTHENTICATORS`]. The stages around them (select, challenge,
//! enroll, reset) know the trait only. The alternative, an enum matched in every stage, needed a
//! change of twenty files for each new one.

mod custom_otp;
mod email;
mod google_otp;
mod known_code;
mod okta_verify;
mod onprem_mfa;
pub(crate) mod password;
pub(crate) mod password_life;
mod password_rules;
mod phone;
mod qr_code;
mod reference;
mod rsa_token;
mod security_question;
pub(crate) mod seed;
pub(crate) mod sent_code;
mod step;
mod symantec_vip;
mod tac;
mod token_server;
mod totp;
mod yubikey_token;

use std::fmt::Debug;

use serde_json::Value;
use serde_json::json;

pub(crate) use self::reference::AuthenticatorRef;
use self::seed::Seed;
pub(crate) use self::step::Activity;
pub(crate) use self::step::Challenge;
pub(crate) use self::step::Progress;
pub(crate) use self::step::Refused;
pub(crate) use self::step::Selection;
use crate::forms::View;
use crate::forms::ion::Choice;
use crate::forms::ion::Field;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::Policy;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;
use crate::state::users::User;
use crate::timestamp::Timestamp;

/// Every authenticator, in the order in which answers list them.
const AUTHENTICATORS: &[AuthenticatorRef] = &[
    AuthenticatorRef::new(&email::Email),
    AuthenticatorRef::new(&password::Password),
    AuthenticatorRef::new(&phone::Phone),
    AuthenticatorRef::new(&google_otp::GoogleOtp),
    AuthenticatorRef::new(&security_question::SecurityQuestion),
    AuthenticatorRef::new(&okta_verify::OktaVerify),
    AuthenticatorRef::new(&custom_otp::CustomOtp),
    AuthenticatorRef::new(&symantec_vip::SymantecVip),
    AuthenticatorRef::new(&rsa_token::RSA_TOKEN),
    AuthenticatorRef::new(&onprem_mfa::ONPREM_MFA),
    AuthenticatorRef::new(&yubikey_token::YubikeyToken),
    AuthenticatorRef::new(&tac::Tac),
];

/// How the protocol, the settings and the dashboard describe an authenticator.
#[derive(Debug)]
pub(crate) struct Facts {
    /// The name in settings, in the control API and in the state file.
    pub(crate) name: &'static str,
    /// `key`, as in `okta_email`.
    pub(crate) key: &'static str,
    /// `type`, as in `app`.
    pub(crate) kind: &'static str,
    /// `id` of the authenticator, which options submit.
    pub(crate) id: &'static str,
    /// The first letters of an enrollment's `id`.
    pub(crate) enrollment_prefix: &'static str,
    /// The member that holds its enrollment in the control API, as in `phoneNumber`.
    pub(crate) seed: &'static str,
    /// `displayName`, and the label of options.
    pub(crate) label: &'static str,
    /// Values of `methodType`, each with its label.
    pub(crate) methods: &'static [(&'static str, &'static str)],
    /// What the dashboard says that the org asks for.
    pub(crate) asks_for: &'static str,
}

/// One kind of authenticator, such as a password or a code by email.
pub(crate) trait Authenticator: Debug + Sync {
    fn facts(&self) -> &'static Facts;

    /// Begins a challenge, an enrollment or a reset, and sends what has to be sent: by default
    /// nothing.
    ///
    /// # Errors
    /// When the client's data do not do; the client is asked for them again.
    fn begin(
        &self,
        _step: &mut StepContext<'_>,
        _verification: &Verification,
        _activity: Activity,
        _selection: Selection<'_>,
    ) -> Result<Progress, Refused> {
        Ok(Progress::Waiting(None))
    }

    /// The fields of `credentials` in the form that takes the answer.
    fn answer_fields(&self, policy: &Policy, activity: Activity) -> Vec<Field>;

    /// The field of the form that takes the answer.
    fn answer(&self, policy: &Policy, challenge: &Challenge) -> Field {
        Field::object("credentials", self.answer_fields(policy, challenge.activity)).required()
    }

    /// Checks an answer, and returns the enrollment to keep where it has changed.
    ///
    /// # Errors
    /// When the answer is wrong or does not do.
    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused>;

    /// The `amr` value of a right answer (RFC 8176 section 2).
    fn amr(&self, progress: &Progress) -> &'static str;

    /// The enrollment that one text in the settings or in the control API stands for.
    ///
    /// # Errors
    /// What is wrong with the text.
    fn seeded(&self, text: &str, random: &mut Random) -> Result<Enrollment, String>;

    /// The enrollment that an object in the control API stands for.
    ///
    /// # Errors
    /// Which member is wrong.
    fn described_by(&self, seed: Seed<'_>, random: &mut Random) -> Result<Enrollment, String> {
        let member = self.facts().seed;
        seed.only(&[member])?;
        self.seeded(seed.text(member)?, random).map_err(|problem| format!("`{member}`: {problem}"))
    }

    /// Whether an enrollment is still the one that `text` stands for.
    fn is_seed(&self, enrollment: &Enrollment, text: &str) -> bool {
        enrollment.read::<String>().is_some_and(|kept| kept == text)
    }

    /// The fields beside `id` in `authenticator-verification-data` and `-enrollment-data`.
    fn data_fields(&self, _activity: Activity) -> Vec<Field> {
        let methods = self.facts().methods.iter();
        let methods = methods.map(|(value, label)| Choice::plain(label, value)).collect();
        vec![Field::one_of("methodType", "Method", methods).required()]
    }

    /// The fields beside `id` of its option in a `select-authenticator-…` form.
    fn option_fields(&self, _activity: Activity) -> Vec<Field> {
        let first = self.facts().methods.first();
        first.map(|(value, _)| Field::preset("methodType", value, false)).into_iter().collect()
    }

    /// The `profile` of an enrollment, masked; an unknown user has only the identifier.
    fn profile(&self, _user: Option<&User>, _identifier: &str) -> Option<Value> {
        None
    }

    /// What the user calls an enrollment.
    fn nickname(&self, _user: &User) -> Option<String> {
        None
    }

    /// Adds what only this authenticator has to its description in a challenge.
    fn describe(&self, _view: View<'_>, _challenge: &Challenge, _description: &mut Value) {}

    /// What the user has to do about an enrollment that is no longer good as it is.
    fn renewal(&self, _user: &User, _now: Timestamp) -> Option<Activity> {
        None
    }

    /// Whether the first page and the sign-up form may take its answer along.
    fn is_inline(&self) -> bool {
        false
    }

    /// Whether users enroll it themselves in a sign-in.
    fn is_self_service(&self) -> bool {
        true
    }

    /// Whether it can be forgotten and reset (`recover`, `reset-authenticator`).
    fn is_resettable(&self) -> bool {
        false
    }
}

impl dyn Authenticator {
    /// The authenticator itself, of no user in particular.
    pub(crate) fn description(&self) -> Value {
        let facts = self.facts();
        let methods: Vec<Value> =
            facts.methods.iter().map(|(value, _)| json!({ "type": value })).collect();
        json!({
            "type": facts.kind,
            "key": facts.key,
            "id": facts.id,
            "displayName": facts.label,
            "methods": methods,
        })
    }
}
