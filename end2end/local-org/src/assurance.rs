//! What a policy still wants to see proven.

use crate::settings::Factors;
use crate::settings::Policy;
use crate::state::transaction::Factor;
use crate::state::transaction::Purpose;
use crate::state::transaction::Subject;

/// What has to happen before somebody is in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Nothing more.
    Nothing,
    /// One of these; never empty.
    OneOf(Vec<Factor>),
    /// Something the person does not have.
    Impossible,
}

/// What `subject` still has to prove under `policy`.
pub(crate) fn wanted(policy: &Policy, subject: &Subject, has_password: bool) -> Wanted {
    let proven = |factor| subject.proven.contains(&factor);
    if subject.purpose != Purpose::SignIn {
        let mailed = proven(Factor::Email);
        return if mailed { Wanted::Nothing } else { Wanted::OneOf(vec![Factor::Email]) };
    }
    if policy.needs_password() && !has_password {
        return Wanted::Impossible;
    }
    let (satisfied, accepted) = match policy.factors {
        Factors::Email => (proven(Factor::Email), vec![Factor::Email]),
        Factors::Password => (proven(Factor::Password), vec![Factor::Password]),
        Factors::EmailOrPassword => {
            (!subject.proven.is_empty(), vec![Factor::Email, Factor::Password])
        }
        Factors::PasswordAndEmail => {
            let both = proven(Factor::Email) && proven(Factor::Password);
            (both, vec![Factor::Password, Factor::Email])
        }
    };
    if satisfied {
        return Wanted::Nothing;
    }
    let open = accepted
        .into_iter()
        .filter(|factor| !proven(*factor) && (*factor != Factor::Password || has_password));
    Wanted::OneOf(open.collect())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the policies are built in")]
    use super::*;
    use crate::settings::Settings;
    use crate::state::transaction::Who;

    fn wants(policy: &str, proven: &[Factor], has_password: bool) -> Wanted {
        let settings = Settings::default();
        let subject = Subject {
            who: Who::Nobody { identifier: String::new() },
            purpose: Purpose::SignIn,
            proven: proven.to_vec(),
        };
        wanted(settings.policy_named(policy).unwrap(), &subject, has_password)
    }

    #[test]
    fn one_of_two_factors_is_enough_where_either_counts() {
        use Factor::Email;
        use Factor::Password;
        assert_eq!(wants("email-or-password", &[], true), Wanted::OneOf(vec![Email, Password]));
        assert_eq!(wants("email-or-password", &[], false), Wanted::OneOf(vec![Email]));
        assert_eq!(wants("email-or-password", &[Password], true), Wanted::Nothing);
    }

    #[test]
    fn both_factors_are_wanted_where_both_count() {
        use Factor::Email;
        use Factor::Password;
        assert_eq!(wants("password-and-email", &[], true), Wanted::OneOf(vec![Password, Email]));
        assert_eq!(wants("password-and-email", &[Password], true), Wanted::OneOf(vec![Email]));
        assert_eq!(wants("password-and-email", &[Email, Password], true), Wanted::Nothing);
        assert_eq!(wants("password-and-email", &[Email], false), Wanted::Impossible);
    }
}
