//! Sign-up: the profile, then the authenticators.

use crate::grammar::Authenticator;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::RemediationKind;
use crate::transaction::Pending;

/// `enroll-profile` or `profile-update`: attributes of a user.
#[derive(Clone, Copy, Debug)]
pub struct EnrollProfile<'a> {
    form: &'a Form,
}

/// `enroll-authenticator`: an authenticator is being set up.
#[derive(Clone, Copy, Debug)]
pub struct EnrollAuthenticator<'a> {
    form: &'a Form,
}

impl Pending {
    /// Returns the step that asks for a profile.
    pub fn enroll_profile(&self) -> Option<EnrollProfile<'_>> {
        let form =
            super::first(self, &[RemediationKind::EnrollProfile, RemediationKind::UpdateProfile])?;
        Some(EnrollProfile { form })
    }

    /// Returns the step that sets up an authenticator.
    pub fn enroll_authenticator(&self) -> Option<EnrollAuthenticator<'_>> {
        let form = super::first(self, &[RemediationKind::Enroll])?;
        Some(EnrollAuthenticator { form })
    }
}

impl<'a> EnrollProfile<'a> {
    /// Returns the underlying form.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Returns the attributes in order, each with its dotted name. Okta may split them over several
    /// groups.
    pub fn attributes(&self) -> impl Iterator<Item = (String, &'a Field)> {
        let groups = self.form.fields.iter().filter(|field| field.name == "userProfile");
        groups
            .flat_map(|group| &group.fields)
            .map(|field| (format!("userProfile.{}", field.name), field))
    }

    /// Returns the field of the password, if it is chosen together with the profile.
    pub fn password(&self) -> Option<&'a Field> {
        self.form.field_at("credentials.passcode")
    }
}

impl<'a> EnrollAuthenticator<'a> {
    /// Returns the underlying form.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Returns the authenticator.
    pub fn authenticator(&self) -> Option<&'a Authenticator> {
        self.form.authenticator.as_deref()
    }
}
