//! English.

use super::Key;

#[expect(clippy::too_many_lines, reason = "a catalogue is one long list")]
#[expect(
    clippy::match_same_arms,
    reason = "the same word today need not be the same word tomorrow"
)]
pub(super) fn text(key: Key) -> &'static str {
    match key {
        Key::SignIn => "Sign in",
        Key::SignUp => "Sign up",
        Key::ForgotTitle => "Reset your password",
        Key::CheckYourMail => "Check your mail",
        Key::EnterPassword => "Enter your password",
        Key::ChooseTitle => "Choose how to go on",
        Key::SetPassword => "Set a password",
        Key::VerifyEmail => "Verify it’s you",
        Key::GenericTitle => "One more step",
        Key::EndedTitle => "This sign-in has ended",
        Key::ExpiredTitle => "This sign-in has expired",
        Key::MisconfiguredTitle => "Sign-in isn’t set up correctly",
        Key::SignedInTitle => "You are signed in",

        Key::SignUpLead => "Create an account. It takes your e-mail address and a minute.",
        Key::ForgotLead => "Tell us who you are, and we help you back in.",
        Key::CodeLead => "We sent a mail to {}. Enter its code, or open its link in this browser.",
        Key::CodeLeadNoAddress => {
            "We sent you a mail. Enter its code, or open its link in this browser."
        }
        Key::CodeOnlyLead => "We sent a mail to {}. Enter its code.",
        Key::CodeOnlyLeadNoAddress => "We sent you a mail. Enter its code.",
        Key::CodeLeadIfAccount => {
            "If there is an account for {}, we sent an email to its address. Enter the code from it, or open its link in this browser."
        }
        Key::CodeOnlyLeadIfAccount => {
            "If there is an account for {}, we sent an email to its address. Enter the code from it."
        }
        Key::SendLead => "We can send a mail with a code to {}.",
        Key::SendLeadNoAddress => "We can send you a mail with a code.",
        Key::ChooseLead => "Pick one of these ways.",
        Key::GenericLead => "Your organization asks for this before you can go on.",
        Key::MisconfiguredLead => "Contact your administrator. Reference {}",
        Key::ExpiredLead => "It waited too long. Nothing is lost: start again below.",

        Key::Username => "Username",
        Key::EnterCode => "Enter code",
        Key::Next => "Next",
        Key::Verify => "Verify",
        Key::Continue => "Continue",
        Key::Save => "Save",
        Key::SendMail => "Send the mail",
        Key::ForgotPassword => "Forgot your password?",
        Key::SignUpLink => "Sign up",
        Key::BackToSignIn => "Back to sign in",
        Key::AnotherUsername => "Use another username",
        Key::Resend => "Send the mail again",
        Key::OtherWays => "Verify with something else",
        Key::CodeInstead => "Enter the code instead",
        Key::PasswordInstead => "Enter the password instead",
        Key::UnlockAccount => "Unlock your account",
        Key::Skip => "Skip this",
        Key::StartAgain => "Start again",
        Key::TryAgain => "Try again",
        Key::Cancel => "Cancel",
        Key::OpenMail => "Open {}",
        Key::OpenMailbox => "Open the mailbox",
        Key::SignOut => "Sign out",

        Key::AvailableIn => "in {}",
        Key::AvailableNow => "You can ask for another mail now.",
        Key::AvailableLater => "Available in {} seconds.",
        Key::NewTab => "Opens in a new tab.",
        Key::ExpiresIn => "This sign-in expires in {}.",
        Key::Minutes => "{} min",
        Key::Seconds => "{} s",
        Key::WaitingForLink => "Waiting for you to open the link…",
        Key::WaitingNoScript => "This page looks for news every {} seconds.",

        Key::UsernameMissing => "Enter your username. It is mostly your e-mail address.",
        Key::UsernameTooLong => "That username is too long. Use at most 254 characters.",
        Key::UsernameMalformed => {
            "That does not look like a username. Check for stray characters, as in ada@example.com."
        }
        Key::LooksMistyped => "This looks incomplete. Check it, or select Next again to use it.",
        Key::AddressLooksMistyped => {
            "This looks incomplete. Check it, or send it once more to use it as it is."
        }
        Key::CodeMissing => "Enter the code from the mail.",
        Key::CodeDigits => "The code has {} digits. Enter the one from the newest email.",
        Key::CodeUnlike => "That does not look like the code. Enter the one from the newest email.",
        Key::FieldMissing => "Fill in “{}”.",
        Key::OptionMissing => "Choose one of the options.",
        Key::Unreachable => {
            "We could not reach the server. What you typed is still here: check your connection and try again."
        }
        Key::Refused => {
            "The server did not accept that. What you typed is still here: shorten it, or reload the page, and try again."
        }
        Key::OrgUnavailable => {
            "The sign-in service does not answer at the moment. Nothing is lost: try again in a little while."
        }
        Key::OrgUnavailableNoDetail => {
            "The sign-in service gave an answer that we cannot use. Nothing is lost: try again in a little while."
        }
        Key::TooManyRequests => "The sign-in service is busy. Wait {} s, then try again.",
        Key::TooManyTries => "That was too often in a short time. Wait {} s, then try again.",
        Key::TooManyMails => {
            "You asked for several mails already. Use the newest one, check your spam folder, or ask again in {}."
        }
        Key::TooManyAddresses => {
            "Many different usernames were typed from your network. Try again in {}."
        }
        Key::TooManyGuesses => "Those were too many wrong codes. Start again with a new mail.",
        Key::TooManyCodes => {
            "Too many wrong codes were typed for this account. Open the link in the mail instead, in this browser, or try again in {}."
        }
        Key::ResendTooSoon => {
            "You asked for an email a moment ago. You can ask for another one in {} s."
        }
        Key::ResentIfAccount => {
            "If there is an account for {}, we sent another email to its address. The earlier code no longer works."
        }
        Key::Resent => "We sent another mail. The earlier code no longer works.",
        Key::OutOfDate => "That page was out of date. This is where your sign-in stands now.",
        Key::ExpiredRestart => {
            "That took too long and has expired. Nothing is lost: go on from here."
        }
        Key::TokensRefused => {
            "Your organization confirmed you, but its answer did not pass our checks, so we did not sign you in. Start again."
        }
        Key::Restarted => {
            "We lost track of that sign-in and have to start again. Press Next to go on."
        }
        Key::NoCookies => {
            "Your browser did not send our cookie, which signing in needs, so nothing was done. Allow cookies for this site, reload the page, and try again."
        }
        Key::NotUnderstood => "We could not read what was sent. Check your answer and try again.",
        Key::SignedOut => "You are signed out.",
        Key::NoSuchLink => "That link does not belong to the sign-in in this browser.",
        Key::RefusedElsewhere => {
            "Your organization did not allow that step. Your sign-in is kept: continue here, or choose another way."
        }
        Key::Unfinished => "Your organization asks for one more step. Continue here.",
        Key::SignUpNotOffered => {
            "Your organization does not offer to sign up here. You can sign in instead."
        }
        Key::RecoveryNotOffered => "Your organization does not offer to reset a password here.",
        Key::LinkRefused => {
            "That link no longer works. Enter the newest code, or ask for another mail."
        }

        Key::LinkTitle => "Finish signing in",
        Key::LinkLead => {
            "You opened the link from your mail in the right browser. One step is left."
        }
        Key::LinkElsewhereTitle => "Almost there",
        Key::LinkElsewhereLead => {
            "You started to sign in somewhere else. Go back to that tab or device and enter this code there."
        }
        Key::LinkElsewhereWarning => {
            "Did you not start to sign in? Then somebody else used your address: give the code to nobody, and close this page."
        }
        Key::LinkWaitingTitle => "This link cannot be used",
        Key::LinkWaitingLead => {
            "It was cut off, or belongs to an earlier email. Your sign-in in this browser is still waiting: continue there with the code or the link of the newest email."
        }
        Key::LinkWaitingContinue => "Continue signing in",
        Key::LinkUnknownTitle => "This link does not work here",
        Key::LinkUnknownLead => {
            "It is too old, was used already, or belongs to a sign-in that we do not know. Start a new one."
        }
        Key::YourCode => "Your code",

        Key::Greeting => "Hello, {}",
        Key::GreetingNoName => "Hello",
        Key::SignedInAs => "You are signed in as {}.",
        Key::ClaimName => "Name",
        Key::ClaimUsername => "Username",
        Key::ClaimEmail => "E-mail",
        Key::ClaimEmailVerified => "E-mail verified",
        Key::ClaimSignedInAt => "Signed in at",
        Key::ClaimMethods => "Verified by",
        Key::ClaimSubject => "User id",
        Key::Yes => "Yes",
        Key::No => "No",
        Key::SessionEnds => "Your session ends at ",
        Key::SessionIdle => ", or after {} minutes without use.",
        Key::NotFoundTitle => "There is no such page",
        Key::NotFoundLead => "The address may be mistyped or out of date.",
        Key::ProblemTitle => "That did not work",
        Key::ProblemLead => {
            "Something on our side failed. Nothing you typed was used; try again in a little while."
        }
        Key::ProblemForeign => {
            "That form did not come from this site, or your browser did not say so. Open the sign-in page and try again."
        }
        Key::ProblemStaleForm => {
            "That form was out of date, or was opened in another browser, so nothing was done. Here is a fresh one: please try again."
        }
        Key::ProblemTooLarge => {
            "That was more than we can read. Shorten what you typed and try again."
        }
        Key::ProblemHeadersTooLarge => {
            "Your browser sent more cookies than we can read. Remove this site’s cookies in the settings of your browser, then try again."
        }
        Key::Reference => "Reference",
        Key::GoHome => "Go to the start page",
        Key::ConfirmedTitle => "Almost there",
        Key::ConfirmedLead => {
            "Your organization has confirmed you. One more press, and you are in."
        }
        Key::Bouncing => "One moment…",
    }
}

/// Own words for the messages of Okta that people meet in this flow; the rest is shown in Okta's words.
pub(super) fn okta(key: &str) -> Option<&'static str> {
    Some(match key {
        "api.authn.error.PASSCODE_INVALID" => {
            "That code is not right, or no longer valid. Check the newest mail and try again."
        }
        "idx.session.expired" => "This sign-in has expired. Start again.",
        "idx.unknown.user" => "There is no account with the username {}. Check it, or sign up.",
        "errors.E0000004" => "That did not match. Check what you typed and try again.",
        "incorrectPassword" => "That password is not right. Try again.",
        "errors.E0000069" | "errors.E0000119" => {
            "This account is locked. Ask your administrator to unlock it."
        }
        "idx.error.user.not.assigned.to.app" | "idx.error.code.user_not_assigned" => {
            "Your account may not use this application. Ask your administrator for access."
        }
        "security.access_denied" => "You may not sign in here. Ask your administrator for access.",
        "tooManyRequests" | "errors.E0000047" => {
            "That was too often. Wait a little, then try again."
        }
        "registration.error.notUniqueWithinOrg" => {
            "There is already an account with this {}. Sign in instead."
        }
        "registration.error.invalidLoginEmail" => {
            "That is not an e-mail address. Write it as in ada@example.com."
        }
        "idx.return.link.expired" | "idx.return.stale" => {
            "That link no longer works. Enter the newest code, or ask for another mail."
        }
        "idx.recovery.completed" => "Your password is changed. Sign in with it.",
        "oie.selfservice.reset.password.not.allowed" => {
            "There is no password to reset for this account. Sign in with a mail, or ask your administrator."
        }
        "idx.operation.cancelled.by.user" | "idx.operation.cancelled.on.other.device" => {
            "This sign-in was cancelled."
        }
        _ => return None,
    })
}

pub(super) fn label(field: &str) -> Option<&'static str> {
    Some(match field {
        "identifier" => "Username",
        "userProfile.firstName" => "First name",
        "userProfile.lastName" => "Last name",
        "userProfile.email" => "E-mail",
        _ => return None,
    })
}
