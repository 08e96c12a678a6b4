//! The names of the texts, each with the names of its arguments.

use serde::Deserialize;
use serde::Serialize;

/// Declares [`Key`] from one table, so that a key and its arguments cannot drift apart.
macro_rules! keys {
    ($($key:ident $(($($argument:ident),+))?),+ $(,)?) => {
        /// Names one text of the catalogue. What is kept of a text is its key, so a session's record holds these names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each is documented best by its text in en.ftl")]
        pub enum Key {
            $($key),+
        }

        /// All keys in the order of the enum, with the names of their arguments in the order of their values.
        pub(super) const KEYS: &[(Key, &[&str])] = &[
            $((Key::$key, &[$($(stringify!($argument)),+)?])),+
        ];
    };
}

keys! {
    // Titles.
    SignIn,
    SignUp,
    ForgotTitle,
    CheckYourMail,
    EnterPassword,
    ChooseTitle,
    ChooseNewTitle,
    SetPassword,
    VerifyEmail,
    GenericTitle,
    EndedTitle,
    ExpiredTitle,
    MisconfiguredTitle,
    SignedInTitle,
    // Leads.
    SignUpLead,
    ForgotLead,
    UnlockLead,
    CodeLead(address),
    CodeLeadNoAddress,
    CodeOnlyLead(address),
    CodeOnlyLeadNoAddress,
    CodeLeadIfAccount(username),
    CodeOnlyLeadIfAccount(username),
    SendLead(address),
    SendLeadNoAddress,
    ChooseLead,
    GenericLead,
    ExpiredLead,
    MisconfiguredLead(reference),
    // Labels and buttons.
    Username,
    Password,
    RememberUsername,
    EnterCode,
    Next,
    Verify,
    Continue,
    Save,
    SendMail,
    ForgotPassword,
    SignUpLink,
    BackToSignIn,
    AnotherUsername,
    Resend,
    ResendCode,
    OtherWays,
    CodeInstead,
    PasswordInstead,
    UnlockAccount,
    Skip,
    StartAgain,
    TryAgain,
    Cancel,
    OpenMail(provider),
    OpenMailbox,
    SignOut,
    Languages,
    ChangeLanguage,
    // Countdowns. The browser fills these in itself, so they have no plurals.
    AvailableIn(time),
    AvailableNow,
    AvailableLater(seconds),
    NewTab,
    ExpiresIn(time),
    TickingMinutes(minutes),
    TickingSeconds(seconds),
    WaitingForLink,
    WaitingNoScript(seconds),
    // Times inside other texts.
    Minutes(minutes),
    Seconds(seconds),
    // Messages.
    UsernameMissing,
    UsernameTooLong,
    UsernameMalformed,
    LooksMistyped,
    AddressLooksMistyped,
    WrongCode,
    WrongPassword,
    WrongPair,
    CodeMissing,
    CodeDigits(digits),
    CodeUnlike,
    FieldMissing(label),
    OptionMissing,
    TextTooShort(count),
    TextTooLong(count),
    NumberUnlike,
    IntegerUnlike,
    DateUnlike,
    SeveralHint,
    RuleLength(count),
    RuleLower(count),
    RuleUpper(count),
    RuleDigits(count),
    RuleSymbols(count),
    RuleThreeKinds,
    RuleRepeats(count),
    RuleNoUsername,
    RuleWithout(label),
    RuleHistory(count),
    RuleAge(time),
    Unreachable,
    Refused,
    OrgUnavailable,
    OrgUnavailableNoDetail,
    TooManyRequests(seconds),
    TooManyTries(seconds),
    TooManyMails(time),
    TooManyAddresses(time),
    TooManyGuesses,
    TooManyCodes(time),
    ResendTooSoon(seconds),
    Resent,
    ResentCode,
    ResentIfAccount(username),
    OutOfDate,
    ExpiredRestart,
    TokensRefused,
    Restarted,
    NoCookies,
    NotUnderstood,
    SignedOut,
    NoSuchLink,
    RefusedElsewhere,
    Unfinished,
    SignUpNotOffered,
    RecoveryNotOffered,
    UnlockNotOffered,
    LinkRefused,
    // The magic-link page.
    LinkTitle,
    LinkLead,
    LinkElsewhereTitle,
    LinkElsewhereLead,
    LinkElsewhereWarning,
    LinkWaitingTitle,
    LinkWaitingLead,
    LinkWaitingContinue,
    LinkUnknownTitle,
    LinkUnknownLead,
    YourCode,
    // Home and other pages.
    Greeting(name),
    GreetingNoName,
    SignedInAs(username),
    ClaimName,
    ClaimUsername,
    ClaimEmail,
    ClaimEmailVerified,
    ClaimSignedInAt,
    ClaimMethods,
    ClaimSubject,
    Yes,
    No,
    SessionEnds(time, minutes),
    NotFoundTitle,
    NotFoundLead,
    ProblemTitle,
    ProblemLead,
    ProblemForeign,
    ProblemStaleForm,
    ProblemTooLarge,
    ProblemHeadersTooLarge,
    Reference,
    GoHome,
    Bouncing,
    ConfirmedTitle,
    ConfirmedLead,
    // Phone.
    VerifyPhone,
    PhoneLead(number),
    PhoneLeadNoNumber,
    PhoneSetUp,
    PhoneSetUpLead,
    Country,
    PhoneUnlike,
    PhoneNoCountry,
    CheckYourPhone,
    PhoneCodeLead(number),
    PhoneCodeLeadNoNumber,
    SendCode,
    // Authenticator app.
    OtpTitle,
    OtpLead,
    OtpSetUp,
    OtpSetUpLead(secret),
    OtpQrCode,
    // Enrollment.
    OtherSetUp,
    // Secrets.
    ShowPassword,
    ShowAnswer,
    // Security question.
    QuestionTitle,
    QuestionLead(question),
    QuestionSetUp,
    QuestionInstead,
    // Names of authenticators.
    VerifyWith(name),
    SetUpNamed(name),
    SendAgain,
    OtherSetUpWay,
    // Choices.
    ForSignIn,
    ForRecovery,
    ForBoth,
    SkipsLeft(times),
    RequiredFrom(date),
    // Tokens.
    TokenLead,
    TokenSetUpLead,
    VipLead,
    VipSetUpLead,
    YubikeyLead,
    AccessCodeLead,
    // Okta Verify.
    VerifyAppTitle,
    VerifyAppCodeLead,
    VerifyAppMethodLead,
    VerifyAppPushLead,
    VerifyAppNumberLead(number),
    WaitingForApp,
    VerifyAppSetUp,
    VerifyAppChannelLead,
    VerifyAppSentLead(target),
    VerifyAppQrLead,
    VerifyAppQrCode,
    VerifyAppDeviceLead,
    WaitingForSetUp,
    // Password life.
    ResetPassword,
    PasswordExpired,
    PasswordExpires(days),
    PasswordExpiresToday,
    PasswordExpiresSoon,
    PasswordElsewhereLead,
    GoTo(name),
    // Consent.
    ConsentTitle(name),
    ConsentTitleNoName,
    ConsentLead,
    GranularConsentLead,
    AdminConsentLead,
    Allow,
    Deny,
    EmailConsentTitle,
    EmailConsentLead,
    ItsMe,
    NotMe,
    AskedByApp,
    AskedByBrowser,
    AskedFromPlace,
    // Interludes.
    StaySignedInTitle,
    StaySignedInLead,
    StaySignedIn,
    DoNotStaySignedIn,
    UserCodeTitle,
    UserCodeLead,
    ActivationTitle,
    ActivationLead(username),
    ActivationLeadNoName,
    GracePeriodLead,
    DeviceTitle,
    OptionalTitle,
    MaintenanceTitle,
    MaintenanceLead,
    WaitingForOrg,
    // Phone and email details.
    BothAddresses(first, second),
    NamedNumber(number, name),
    PhoneCharges,
    PhoneCallLead(number),
    PhoneCallLeadNoNumber,
    CallInstead,
    TextInstead,
    // How a sign-in ends.
    EndCodeForOtherTab,
    YourCodeIs(code),
    StartedInBrowser(browser),
    StartedFromPlace(place),
    EndOtherTab,
    EndCancelled,
    EndDeviceActivated,
    EndDeviceNotActivated,
    EndUnlocked,
    EndNotUnlocked,
    EndPasswordChanged,
    EndPasswordNotChanged,
    EndNotActivated,
    EndNotRegistered,
    EndNoAccess,
    EndDeviceRefused,
    EndProviderFailed,
    EndUnavailable,
    EndThrottled,
    ProfileTitle,
    WithOktaVerify,
    // Methods of authenticators.
    MethodSms,
    MethodVoice,
    MethodEmail,
    MethodPush,
    MethodTotp,
    MethodSignedNonce,
    MethodQrCode,
    MethodSameDevice,
    MethodDeviceBootstrap,
    CheckNow,
    RemindLater,
    // Links of emails with a token.
    ActivateTitle,
    ActivateLead,
    ResetLead,
    TokenRefused,
    NewPassword,
}

impl Key {
    /// Returns the argument names of the text, in the order of their values.
    pub(super) fn arguments(self) -> &'static [&'static str] {
        KEYS.get(self as usize).map_or(&[], |(_, arguments)| arguments)
    }

    /// Returns the name of the message in a Fluent file: `SignInTitle` is `sign-in-title` there.
    pub(super) fn message(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_stands_at_its_own_place_in_the_table() {
        for (place, (key, _)) in KEYS.iter().enumerate() {
            assert_eq!(*key as usize, place, "{key:?}");
        }
    }

    #[test]
    fn a_message_is_named_like_its_key() {
        assert_eq!(Key::CodeLeadIfAccount.message(), "code-lead-if-account");
        assert_eq!(Key::CodeLead.arguments(), ["address"]);
        assert_eq!(Key::Next.arguments(), [""; 0]);
    }
}
