//! What a policy still wants to see verified or enrolled: arithmetic on sets of authenticators.

use crate::authenticator::AuthenticatorRef;
use crate::settings::Policy;
use crate::state::transaction::Purpose;
use crate::state::transaction::Verification;
use crate::state::users::User;

/// What has to be verified before the user is in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Nothing more.
    Nothing,
    /// One of these; never empty.
    OneOf(Vec<AuthenticatorRef>),
    /// Something that the user has not enrolled.
    Impossible,
}

/// What can be enrolled now.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Enrollable {
    pub(crate) authenticators: Vec<AuthenticatorRef>,
    /// Whether the user may go on without.
    pub(crate) is_optional: bool,
}

/// What is still to be verified under `policy`; an unknown user (`None`) has everything.
pub(crate) fn wanted(policy: &Policy, so_far: &Verification, user: Option<&User>) -> Wanted {
    let recovery = [policy.recovers_with.clone()];
    let entries = match so_far.purpose {
        Purpose::SignIn => &policy.authentication[..],
        Purpose::Recovery | Purpose::Unlock => &recovery,
        Purpose::SignUp | Purpose::Activation => &[],
    };
    let has = |it: AuthenticatorRef| user.is_none_or(|user| user.has_enrolled(it));
    let together = |more: &[AuthenticatorRef]| [&so_far.verified, more].concat();
    let all: Vec<AuthenticatorRef> = AuthenticatorRef::all().filter(|it| has(*it)).collect();
    if satisfied(entries, &together(&all)) < entries.len() {
        return Wanted::Impossible;
    }
    let done = satisfied(entries, &so_far.verified);
    if done == entries.len() {
        return Wanted::Nothing;
    }
    let mut open = Vec::new();
    for candidate in entries.iter().flatten().copied().filter(|it| has(*it)) {
        let helps = satisfied(entries, &together(&[candidate])) > done;
        if helps && !so_far.verified.contains(&candidate) && !open.contains(&candidate) {
            open.push(candidate);
        }
    }
    Wanted::OneOf(open)
}

/// How many entries `verified` satisfies when each authenticator counts for one entry at most.
fn satisfied(entries: &[Vec<AuthenticatorRef>], verified: &[AuthenticatorRef]) -> usize {
    let Some((first, rest)) = entries.split_first() else { return 0 };
    let used = first.iter().filter(|it| verified.contains(it)).map(|used| {
        let others: Vec<_> = verified.iter().copied().filter(|it| it != used).collect();
        1 + satisfied(rest, &others)
    });
    used.chain([satisfied(rest, verified)]).max().unwrap_or_default()
}

/// What `policy` wants enrolled: what is required comes first and alone.
pub(crate) fn enrollable(policy: &Policy, so_far: &Verification, user: &User) -> Enrollable {
    let missing = |list: &[AuthenticatorRef]| -> Vec<AuthenticatorRef> {
        list.iter().copied().filter(|it| !user.has_enrolled(*it)).collect()
    };
    let required = missing(&policy.required_enrollments());
    if !required.is_empty() {
        return Enrollable { authenticators: required, is_optional: false };
    }
    let optional = if so_far.skipped_optional { &[][..] } else { policy.optional_enrollments() };
    Enrollable { authenticators: missing(optional), is_optional: true }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the policies are built in")]
    use super::*;
    use crate::random::Random;
    use crate::settings::Settings;
    use crate::state::transaction::Subject;
    use crate::state::users::Users;

    fn named(names: &[&str]) -> Vec<AuthenticatorRef> {
        names.iter().map(|name| AuthenticatorRef::named(name).unwrap()).collect()
    }

    fn wants(policy: &Policy, verified: &[&str], login: &str) -> Wanted {
        let mut random = Random::start(Some(1)).unwrap();
        let users = Users::from_settings(&Settings::default(), &mut random).unwrap();
        let subject = Subject::Unknown { identifier: String::new() };
        let mut so_far = Verification::new(subject, Purpose::SignIn);
        so_far.verified = named(verified);
        wanted(policy, &so_far, users.by_login(login))
    }

    #[test]
    fn one_of_an_entry_is_enough() {
        let settings = Settings::default();
        let policy = settings.policy_named("email-or-password").unwrap();
        let both = Wanted::OneOf(named(&["email", "password"]));
        assert_eq!(wants(policy, &[], "pat@example.com"), both);
        assert_eq!(wants(policy, &[], "ada@example.com"), Wanted::OneOf(named(&["email"])));
        assert_eq!(wants(policy, &["password"], "pat@example.com"), Wanted::Nothing);
    }

    #[test]
    fn each_entry_is_wanted() {
        let settings = Settings::default();
        let policy = settings.policy_named("password-and-email").unwrap();
        let both = Wanted::OneOf(named(&["password", "email"]));
        assert_eq!(wants(policy, &[], "pat@example.com"), both);
        let other = Wanted::OneOf(named(&["email"]));
        assert_eq!(wants(policy, &["password"], "pat@example.com"), other);
        assert_eq!(wants(policy, &["email", "password"], "pat@example.com"), Wanted::Nothing);
        assert_eq!(wants(policy, &["email"], "ada@example.com"), Wanted::Impossible);
    }

    #[test]
    fn one_authenticator_does_not_count_for_two_entries() {
        let any_two = "policy = 'two'\n[[policies]]\nname = 'two'\n\
             authentication = [['email', 'password'], ['password', 'email']]";
        let settings = Settings::from_toml(any_two).unwrap();
        let policy = settings.policy_named("two").unwrap();
        let other = Wanted::OneOf(named(&["password"]));
        assert_eq!(wants(policy, &["email"], "pat@example.com"), other);
        assert_eq!(wants(policy, &["email"], "ada@example.com"), Wanted::Impossible);
    }
}
