# English, the source of all languages. ARCHITECTURE.md says how to add one.
#
# A message is named like its key in key.rs. Arguments:
#   $address, $username, $name, $label, $question, $reference, $provider: as they are; each is kept apart from the words around it
#   $seconds, $minutes, $digits: numbers, to choose a plural by
#   $time: a time that is ready to show, such as "3 minutes"

## Titles

sign-in = Sign in
sign-up = Sign up
forgot-title = Reset your password
check-your-mail = Check your email
enter-password = Enter your password
choose-title = Choose how to verify
choose-new-title = Choose what to set up
set-password = Set a password
verify-email = Verify it’s you
generic-title = One more step
ended-title = This sign-in has ended
expired-title = This sign-in has expired
misconfigured-title = Sign-in isn’t set up correctly
signed-in-title = You are signed in

## One or two sentences below a title

sign-up-lead = Create an account. It takes your email address and a minute.
forgot-lead = Enter your username and we’ll help you reset your password.
unlock-lead = Enter your username and we’ll help you unlock your account.
code-lead = We sent an email to { $address }. Enter the code from it, or open its link in this browser.
code-lead-no-address = We sent you an email. Enter the code from it, or open its link in this browser.
code-only-lead = We sent an email to { $address }. Enter the code from it.
code-only-lead-no-address = We sent you an email. Enter the code from it.
code-lead-if-account = If there is an account for { $username }, we sent an email to its address. Enter the code from it, or open its link in this browser.
code-only-lead-if-account = If there is an account for { $username }, we sent an email to its address. Enter the code from it.
send-lead = We can send an email with a code to { $address }.
send-lead-no-address = We can send you an email with a code.
choose-lead = Select one of these options.
generic-lead = Your organization asks for this before you can continue.
expired-lead = It took too long to finish. You can start again below.
misconfigured-lead = Contact your administrator. Reference { $reference }

## Labels and buttons

username = Username
password = Password
remember-username = Remember my username
enter-code = Enter code
next = Next
verify = Verify
continue = Continue
save = Save
send-mail = Send email
forgot-password = Forgot your password?
sign-up-link = Sign up
back-to-sign-in = Back to sign in
another-username = Use a different username
resend = Resend email
resend-code = Resend code
other-ways = Verify with something else
code-instead = Enter the code instead
password-instead = Enter the password instead
unlock-account = Unlock your account
skip = Skip this
start-again = Start again
try-again = Try again
cancel = Cancel
open-mail = Open { $provider }
open-mailbox = Open the mailbox
sign-out = Sign out
# Names the list of languages below the panel.
languages = Language
change-language = Change

## What ticks

# The browser puts the numbers into these by itself: no plurals here. Use signs for units, or a wording that no number changes.

available-in = in { $time }
available-now = You can ask for another email now.
available-later = Available in { $seconds } seconds.
new-tab = Opens in a new tab.
expires-in = This sign-in expires in { $time }.
ticking-minutes = { $minutes } min
ticking-seconds = { $seconds } s
waiting-for-link = Waiting for you to open the link…
waiting-no-script =
    { $seconds ->
        [one] This page checks for updates every second.
       *[other] This page checks for updates every { $seconds } seconds.
    }

## Times inside other texts, after "in" or "wait"

minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
seconds =
    { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }

## Messages

username-missing = Enter your username. This is usually your email address.
username-too-long = That username is too long. Use at most 254 characters.
username-malformed = That does not look like a username. Check for stray characters, as in ada@example.com.
looks-mistyped = This looks incomplete. Check it, or select Next again to use it.
address-looks-mistyped = This looks incomplete. Check it, or send it once more to use it as it is.
wrong-code = { okta-api-authn-error-PASSCODE_INVALID }
wrong-password = { okta-incorrectPassword }
wrong-pair = { okta-errors-E0000004 }
code-missing = Enter the code.
code-digits =
    { $digits ->
        [one] The code has one digit. Enter the newest one.
       *[other] The code has { $digits } digits. Enter the newest one.
    }
code-unlike = That does not look like the code. Enter the newest one.
field-missing = Fill in “{ $label }”.
option-missing = Choose one of the options.
unreachable = We could not reach the server. What you entered is still here: check your connection and try again.
refused = The server did not accept that. What you entered is still here: shorten it, or reload the page, and try again.
org-unavailable = The sign-in service isn’t responding. Try again in a moment; what you entered is kept.
org-unavailable-no-detail = The sign-in service sent a response that we cannot use. Try again in a moment; what you entered is kept.
too-many-requests = The sign-in service is busy. Wait { seconds }, then try again.
too-many-tries = That was too often in a short time. Wait { seconds }, then try again.
too-many-mails = You asked for several emails already. Use the newest one, check your spam folder, or ask again in { $time }.
too-many-addresses = Many different usernames were entered from your network. Try again in { $time }.
too-many-guesses = There were too many wrong attempts. Start again.
too-many-codes = Too many wrong codes were entered for this account. Open the link in the email instead, in this browser, or try again in { $time }.
resend-too-soon = You asked for an email a moment ago. You can ask for another one in { seconds }.
resent = We sent another email. The earlier code no longer works.
resent-code = We sent another code. The earlier one no longer works.
resent-if-account = If there is an account for { $username }, we sent another email to its address. The earlier code no longer works.
out-of-date = That page was out of date. This is the current step of your sign-in.
expired-restart = That took too long and has expired. You can continue from here.
tokens-refused = Your organization confirmed your identity, but its response did not pass our checks, so we did not sign you in. Start again.
restarted = We lost track of that sign-in and have to start again. Select Next to continue.
no-cookies = Your browser did not send our cookie, which signing in needs, so nothing was done. Allow cookies for this site, reload the page, and try again.
not-understood = We could not read what was sent. Check your answer and try again.
signed-out = You are signed out.
no-such-link = That link does not belong to the sign-in in this browser.
refused-elsewhere = Your organization did not allow that step. Your sign-in is kept: continue here, or choose another way.
unfinished = Your organization asks for one more step. Continue here.
sign-up-not-offered = Sign-up isn’t available for this organization. You can sign in instead.
recovery-not-offered = Resetting a password isn’t available for this organization.
unlock-not-offered = Unlocking an account isn’t available for this organization.
link-refused = That link no longer works. Enter the newest code, or ask for another email.

## The page where the link of an email arrives

link-title = Finish signing in
link-lead = You opened the link from your email in the right browser. One step is left.
link-elsewhere-title = Almost there
link-elsewhere-lead = You started to sign in in another tab or on another device. Go back there and enter this code.
link-elsewhere-warning = Did you not start to sign in? Then another person used your email address: do not share the code, and close this page.
link-waiting-title = This link cannot be used
link-waiting-lead = It was cut off, or belongs to an earlier email. Your sign-in in this browser is still waiting: continue there with the code or the link of the newest email.
link-waiting-continue = Continue signing in
link-unknown-title = This link does not work here
link-unknown-lead = It is too old, was used already, or belongs to a sign-in that we do not know. Start a new one.
your-code = Your code

## Home and other pages

greeting = Hello, { $name }
greeting-no-name = Hello
signed-in-as = You are signed in as { $username }.
claim-name = Name
claim-username = Username
claim-email = Email
claim-email-verified = Email verified
claim-signed-in-at = Signed in at
claim-methods = Verified by
claim-subject = User ID
yes = Yes
no = No
session-ends =
    { $minutes ->
        [one] Your session ends at { $time }, or after one minute without use.
       *[other] Your session ends at { $time }, or after { $minutes } minutes without use.
    }
not-found-title = There is no such page
not-found-lead = The address may be mistyped or out of date.
problem-title = That did not work
problem-lead = Something on our side failed. Nothing you entered was used; try again in a moment.
problem-foreign = That form did not come from this site, or your browser did not say so. Open the sign-in page and try again.
problem-stale-form = That form was out of date, or was opened in another browser, so nothing was done. Here is a fresh one: please try again.
problem-too-large = That was more than we can read. Shorten what you entered and try again.
problem-headers-too-large = Your browser sent more cookies than we can read. Remove this site’s cookies in the settings of your browser, then try again.
reference = Reference
go-home = Go to the start page
bouncing = One moment…
confirmed-title = Almost there
confirmed-lead = Your organization has confirmed your identity. Select Continue to finish signing in.

## Messages of Okta

# Named like Okta's i18n key, with - for each dot. What is missing here is shown in Okta's words. Its parameters are $param0 and so on.

okta-api-authn-error-PASSCODE_INVALID = That code is not right, or no longer valid. Use the newest one and try again.
okta-idx-session-expired = This sign-in has expired. Start again.
okta-idx-unknown-user = There is no account with the username { $param0 }. Check it, or sign up.
okta-errors-E0000004 = That did not match. Check what you entered and try again.
okta-incorrectPassword = That password is not right. Try again.
okta-errors-E0000069 = This account is locked. Ask your administrator to unlock it.
okta-errors-E0000119 = { okta-errors-E0000069 }
okta-idx-error-user-not-assigned-to-app = Your account may not use this application. Ask your administrator for access.
okta-idx-error-code-user_not_assigned = { okta-idx-error-user-not-assigned-to-app }
okta-security-access_denied = You may not sign in here. Ask your administrator for access.
okta-tooManyRequests = That was too often. Wait a moment, then try again.
okta-errors-E0000047 = { okta-tooManyRequests }
# $param0: the label of a field, such as Email.
okta-registration-error-notUniqueWithinOrg = There is already an account with this { $param0 }. Sign in instead.
okta-registration-error-invalidLoginEmail = That is not an email address. Write it as in ada@example.com.
okta-idx-return-link-expired = { link-refused }
okta-idx-return-stale = { link-refused }
okta-idx-recovery-completed = Your password is changed. Sign in with it.
okta-oie-selfservice-reset-password-not-allowed = There is no password to reset for this account. Sign in with an email, or ask your administrator.
okta-idx-operation-cancelled-by-user = This sign-in was cancelled.
okta-idx-operation-cancelled-on-other-device = { okta-idx-operation-cancelled-by-user }

## Labels of Okta that are said better here

# Named like the field, with - for each dot.

label-identifier = { username }
label-userProfile-firstName = First name
label-userProfile-lastName = Last name
label-userProfile-email = Email
label-credentials = Security question
label-credentials-questionKey = Question
label-credentials-question = Your question
label-credentials-answer = Answer

## Phone

verify-phone = Verify with your phone
phone-lead = We can send a code to { $number }.
phone-lead-no-number = We can send a code to your phone.
phone-set-up = Set up your phone
phone-set-up-lead = Enter the number where you want to get codes, with its country code, such as +1.
check-your-phone = Check your phone
phone-code-lead = We sent a code to { $number }. Enter it here.
phone-code-lead-no-number = We sent a code to your phone. Enter it here.
send-code = Send code

## Authenticator app

otp-title = Enter the code from your app
otp-lead = Open your authenticator app, such as Google Authenticator, and enter the code it shows.
otp-set-up = Set up your authenticator app
otp-set-up-lead = Scan this QR code with Google Authenticator, or an app like it, or enter this key there: { $secret }. Then enter the code that the app shows.
otp-qr-code = QR code with the key for your app

## Security question

question-title = Answer your security question
question-lead = { $question }
question-set-up = Set up a security question
question-instead = Answer the security question instead

## Enrollment

other-set-up = Set up something else

## Secrets

show-password = Show password
show-answer = Show answer
