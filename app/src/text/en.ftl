# English, the source of all languages. ARCHITECTURE.md says how to add one.
#
# A message is named like its key in key.rs. Arguments:
#   $address, $username, $name, $label, $question, $reference, $provider: as they are; each is kept apart from the words around it
#   $seconds, $minutes, $digits, $count: numbers, to choose a plural by
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
text-too-short =
    { $count ->
        [one] Use at least one character.
       *[other] Use at least { $count } characters.
    }
text-too-long =
    { $count ->
        [one] Use at most one character.
       *[other] Use at most { $count } characters.
    }
number-unlike = Enter a number, as in 12 or 1.5.
integer-unlike = Enter a whole number, as in 12.
date-unlike = Enter a date with year, month and day, as in 1990-12-31.
several-hint = Separate several answers with commas.
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
okta-idx-enter-otp-in-original-tab = Go back to the browser or device where you started, and enter the code there.
okta-idx-return-to-original-tab = You can close this page. Your sign-in continues in the tab where you started it.
okta-idx-transferred-to-new-tab = { okta-idx-return-to-original-tab }
okta-idx-email-verification-required = To finish, open the link in the email that we sent you.
okta-idx-request-activation-email = We sent you another activation email. Open its link to continue.
okta-idx-expired-activation-token = That activation link is too old. Request another one, or ask your administrator.
okta-idx-missing-activation-token = Your account may be active already: try to sign in. Otherwise, check that the whole address was opened.
okta-idx-reset-password-activating-user = This account is not active yet, so its password cannot be reset. Ask your administrator.
okta-idx-invalid-forgot-password-token = That link is too old, or was used already. Start again.
okta-idx-invalid-reset-password-token = { okta-idx-invalid-forgot-password-token }
okta-errors-E0000035 = The password of this account cannot be changed here. Ask your administrator.
okta-idx-device-activated = Continue on your device.
okta-idx-device-not-activated-consent-denied = You did not allow access. To try again, start on your device.
okta-idx-device-not-activated-internal-error = Something failed at the sign-in service. To try again, start on your device.
okta-idx-invalid-device-code = That code is not right. Enter the one that your device shows now.
okta-oie-selfservice-unlock_user-success-message = Sign in with your username, as before.
okta-oie-selfservice-unlock_user-landing-to-app-success-message = Your account is unlocked. Verify it’s you to continue.
okta-oie-selfservice-unlock_user-failed-message = We could not unlock your account. Ask your administrator.
okta-oie-selfservice-unlock_user-challenge-failed-permissions = You may not unlock this account by yourself. Ask your administrator.
okta-registration-error-generic = Something failed while your account was created. Try to sign up again.
okta-idx-identity-provider-auth-error = The other sign-in service did not confirm who you are. Try again, or ask your administrator.
okta-idx-error-server-safe-mode-enrollment-unavailable = Nothing can be set up while your organization is under maintenance. Try again later.
okta-E0000010 = The sign-in service cannot answer right now. Try again later.
okta-E0000009 = { okta-E0000010 }
okta-errors-E0000150 = Too many text messages were asked for. Wait a while, or verify in another way.
okta-errors-E0000151 = Too many calls were asked for. Wait a while, or verify in another way.
okta-idx-return-error = { link-refused }
okta-api-authn-poll-error-push_rejected = You rejected the notification. If that was a mistake, send it again.
okta-authfactor-challenge-soft_token-invalid_passcode = { okta-api-authn-error-PASSCODE_INVALID }
okta-authfactor-challenge-soft_token-used_passcode = That code was used already. Wait until the app shows the next one.
okta-errors-E0000113 = That code was right. Wait for your token to show the next one, and enter it too.
okta-api-factors-error-sms-invalid_phone = That is not a phone number that we can reach. Check it, with its country code.
okta-password-passwordRequirementsNotMet = This password does not meet the requirements below. Choose another one.
okta-password-common = This password is too common. Choose another one.
okta-tagsNotAllowed = Leave out < and >.
okta-oie-assurance-unsatisfiable = Your account has nothing that this application accepts. Ask your administrator.
okta-core-auth-factor-signedNonce-error-invalidDevice = This device cannot be used to sign in. Use another one, or ask your administrator.

## Labels of Okta that are said better here

# Named like the field, with - for each dot.

label-identifier = { username }
label-userProfile-firstName = First name
label-userProfile-lastName = Last name
label-userProfile-email = Email
label-authenticator = Authenticator
label-authenticator-methodType = How
label-authenticator-channel = How
label-authenticator-phoneNumber = Phone number
label-authenticator-autoChallenge = Send notifications without asking
label-userCode = Code
label-credentials = Security question
label-credentials-questionKey = Question
label-credentials-question = Your question
label-credentials-answer = Answer

## Countries

# Named after their codes (ISO 3166-1). The names are those of the Unicode Common Locale Data Repository.

region-AC = Ascension Island
region-AD = Andorra
region-AE = United Arab Emirates
region-AF = Afghanistan
region-AG = Antigua & Barbuda
region-AI = Anguilla
region-AL = Albania
region-AM = Armenia
region-AO = Angola
region-AR = Argentina
region-AS = American Samoa
region-AT = Austria
region-AU = Australia
region-AW = Aruba
region-AX = Åland Islands
region-AZ = Azerbaijan
region-BA = Bosnia
region-BB = Barbados
region-BD = Bangladesh
region-BE = Belgium
region-BF = Burkina Faso
region-BG = Bulgaria
region-BH = Bahrain
region-BI = Burundi
region-BJ = Benin
region-BL = St. Barthélemy
region-BM = Bermuda
region-BN = Brunei
region-BO = Bolivia
region-BQ = Caribbean Netherlands
region-BR = Brazil
region-BS = Bahamas
region-BT = Bhutan
region-BW = Botswana
region-BY = Belarus
region-BZ = Belize
region-CA = Canada
region-CC = Cocos Islands
region-CD = Congo - Kinshasa
region-CF = Central African Republic
region-CG = Congo - Brazzaville
region-CH = Switzerland
region-CI = Côte d’Ivoire
region-CK = Cook Islands
region-CL = Chile
region-CM = Cameroon
region-CN = China
region-CO = Colombia
region-CR = Costa Rica
region-CU = Cuba
region-CV = Cape Verde
region-CW = Curaçao
region-CX = Christmas Island
region-CY = Cyprus
region-CZ = Czechia
region-DE = Germany
region-DJ = Djibouti
region-DK = Denmark
region-DM = Dominica
region-DO = Dominican Republic
region-DZ = Algeria
region-EC = Ecuador
region-EE = Estonia
region-EG = Egypt
region-EH = Western Sahara
region-ER = Eritrea
region-ES = Spain
region-ET = Ethiopia
region-FI = Finland
region-FJ = Fiji
region-FK = Falkland Islands
region-FM = Micronesia
region-FO = Faroe Islands
region-FR = France
region-GA = Gabon
region-GB = United Kingdom
region-GD = Grenada
region-GE = Georgia
region-GF = French Guiana
region-GG = Guernsey
region-GH = Ghana
region-GI = Gibraltar
region-GL = Greenland
region-GM = Gambia
region-GN = Guinea
region-GP = Guadeloupe
region-GQ = Equatorial Guinea
region-GR = Greece
region-GT = Guatemala
region-GU = Guam
region-GW = Guinea-Bissau
region-GY = Guyana
region-HK = Hong Kong
region-HN = Honduras
region-HR = Croatia
region-HT = Haiti
region-HU = Hungary
region-ID = Indonesia
region-IE = Ireland
region-IL = Israel
region-IM = Isle of Man
region-IN = India
region-IO = British Indian Ocean Territory
region-IQ = Iraq
region-IR = Iran
region-IS = Iceland
region-IT = Italy
region-JE = Jersey
region-JM = Jamaica
region-JO = Jordan
region-JP = Japan
region-KE = Kenya
region-KG = Kyrgyzstan
region-KH = Cambodia
region-KI = Kiribati
region-KM = Comoros
region-KN = St. Kitts & Nevis
region-KP = North Korea
region-KR = South Korea
region-KW = Kuwait
region-KY = Cayman Islands
region-KZ = Kazakhstan
region-LA = Laos
region-LB = Lebanon
region-LC = St. Lucia
region-LI = Liechtenstein
region-LK = Sri Lanka
region-LR = Liberia
region-LS = Lesotho
region-LT = Lithuania
region-LU = Luxembourg
region-LV = Latvia
region-LY = Libya
region-MA = Morocco
region-MC = Monaco
region-MD = Moldova
region-ME = Montenegro
region-MF = St. Martin
region-MG = Madagascar
region-MH = Marshall Islands
region-MK = North Macedonia
region-ML = Mali
region-MM = Myanmar
region-MN = Mongolia
region-MO = Macao
region-MP = Northern Mariana Islands
region-MQ = Martinique
region-MR = Mauritania
region-MS = Montserrat
region-MT = Malta
region-MU = Mauritius
region-MV = Maldives
region-MW = Malawi
region-MX = Mexico
region-MY = Malaysia
region-MZ = Mozambique
region-NA = Namibia
region-NC = New Caledonia
region-NE = Niger
region-NF = Norfolk Island
region-NG = Nigeria
region-NI = Nicaragua
region-NL = Netherlands
region-NO = Norway
region-NP = Nepal
region-NR = Nauru
region-NU = Niue
region-NZ = New Zealand
region-OM = Oman
region-PA = Panama
region-PE = Peru
region-PF = French Polynesia
region-PG = Papua New Guinea
region-PH = Philippines
region-PK = Pakistan
region-PL = Poland
region-PM = St. Pierre & Miquelon
region-PR = Puerto Rico
region-PS = Palestine
region-PT = Portugal
region-PW = Palau
region-PY = Paraguay
region-QA = Qatar
region-RE = Réunion
region-RO = Romania
region-RS = Serbia
region-RU = Russia
region-RW = Rwanda
region-SA = Saudi Arabia
region-SB = Solomon Islands
region-SC = Seychelles
region-SD = Sudan
region-SE = Sweden
region-SG = Singapore
region-SH = St. Helena
region-SI = Slovenia
region-SJ = Svalbard & Jan Mayen
region-SK = Slovakia
region-SL = Sierra Leone
region-SM = San Marino
region-SN = Senegal
region-SO = Somalia
region-SR = Suriname
region-SS = South Sudan
region-ST = São Tomé & Príncipe
region-SV = El Salvador
region-SX = Sint Maarten
region-SY = Syria
region-SZ = Eswatini
region-TA = Tristan da Cunha
region-TC = Turks & Caicos Islands
region-TD = Chad
region-TG = Togo
region-TH = Thailand
region-TJ = Tajikistan
region-TK = Tokelau
region-TL = Timor-Leste
region-TM = Turkmenistan
region-TN = Tunisia
region-TO = Tonga
region-TR = Türkiye
region-TT = Trinidad & Tobago
region-TV = Tuvalu
region-TW = Taiwan
region-TZ = Tanzania
region-UA = Ukraine
region-UG = Uganda
region-US = United States
region-UY = Uruguay
region-UZ = Uzbekistan
region-VA = Vatican City
region-VC = St. Vincent & Grenadines
region-VE = Venezuela
region-VG = British Virgin Islands
region-VI = U.S. Virgin Islands
region-VN = Vietnam
region-VU = Vanuatu
region-WF = Wallis & Futuna
region-WS = Samoa
region-XK = Kosovo
region-YE = Yemen
region-YT = Mayotte
region-ZA = South Africa
region-ZM = Zambia
region-ZW = Zimbabwe

## Requirements of a new password, a line of a list each

rule-length =
    { $count ->
        [one] At least one character
       *[other] At least { $count } characters
    }
rule-lower =
    { $count ->
        [one] At least one lowercase letter
       *[other] At least { $count } lowercase letters
    }
rule-upper =
    { $count ->
        [one] At least one uppercase letter
       *[other] At least { $count } uppercase letters
    }
rule-digits =
    { $count ->
        [one] At least one number
       *[other] At least { $count } numbers
    }
rule-symbols =
    { $count ->
        [one] At least one symbol, such as ! or %
       *[other] At least { $count } symbols, such as ! or %
    }
rule-three-kinds = Three of these: a lowercase letter, an uppercase letter, a number, a symbol
rule-repeats =
    { $count ->
        [one] No character twice in a row
       *[other] No character more than { $count } times in a row
    }
rule-no-username = No part of your username
rule-without = No part of “{ $label }”
rule-history =
    { $count ->
        [one] Not your last password
       *[other] None of your last { $count } passwords
    }
rule-age = Not changed in the last { $time }

## Phone

verify-phone = Verify with your phone
phone-lead = We can send a code to { $number }.
phone-lead-no-number = We can send a code to your phone.
phone-set-up = Set up your phone
phone-set-up-lead = Enter the number where you want to get codes.
country = Country
phone-unlike = That does not look like a phone number. Check its digits.
phone-no-country = Choose the country of the number, or write it with a plus sign and its country code.
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

## Names of authenticators

verify-with = Verify with { $name }
set-up-named = Set up { $name }
send-again = Send again
other-set-up-way = Set up in another way

## Choices

for-sign-in = to sign in
for-recovery = to recover your account
for-both = to sign in and to recover your account
skips-left =
    { $times ->
        [one] can be skipped once more
       *[other] can be skipped { $times } times more
    }
required-from = required from { $date }

## Tokens

token-lead = Enter the code that your token shows now.
token-set-up-lead = Enter what your organization gave you for this token.
vip-lead = Open Symantec VIP Access, and enter the security code that it shows.
vip-set-up-lead = Open Symantec VIP Access. Enter the credential ID that it shows, then two security codes, one after the other.
yubikey-lead = Insert your YubiKey, select the field below, and touch the key. It types the code and continues.
access-code-lead = Enter the temporary access code that your administrator gave you.

## Okta Verify

verify-app-title = Verify with Okta Verify
verify-app-code-lead = Open Okta Verify, and enter the code that it shows.
verify-app-method-lead = Choose how Okta Verify should confirm that it’s you.
verify-app-push-lead = We sent a notification to Okta Verify on your device. Approve it there.
verify-app-number-lead = We sent a notification to Okta Verify on your device. Select the number { $number } there.
waiting-for-app = Waiting for you to confirm on your device…
verify-app-set-up = Set up Okta Verify
verify-app-channel-lead = Choose how to add your account to Okta Verify on your device.
verify-app-sent-lead = We sent a link to { $target }. Open it on the device that has Okta Verify.
verify-app-qr-lead = Install Okta Verify on your phone. Add an account there, and scan this QR code.
verify-app-qr-code = QR code that adds your account to Okta Verify
verify-app-device-lead = Add your account in Okta Verify, on this device or on one that has it already. This page continues by itself.
waiting-for-set-up = Waiting for you to set up the app…

## Password life

reset-password = Choose a new password
password-expired = Your password has expired
password-expires =
    { $days ->
        [one] Your password expires in one day
       *[other] Your password expires in { $days } days
    }
password-expires-today = Your password expires today
password-expires-soon = Your password expires soon
password-elsewhere-lead = Your organization has a page of its own for changing passwords.
go-to = Go to { $name }

## Consent

consent-title = { $name } asks for access
consent-title-no-name = An application asks for access
consent-lead = It asks for the following. By allowing access, you agree that it gets this information.
granular-consent-lead = Choose what it may access. What is required cannot be taken out.
admin-consent-lead = You agree for all users of your organization.
allow = Allow access
deny = Don’t allow
email-consent-title = Did you just try to sign in?
email-consent-lead = A sign-in was started in another browser. Allow it only if it was you.
its-me = Yes, it’s me
not-me = No, it’s not me
asked-by-app = Application
asked-by-browser = Browser
asked-from-place = Place

## Interludes

stay-signed-in-title = Stay signed in?
stay-signed-in-lead = Then your organization asks for your credentials less often in this browser.
stay-signed-in = Stay signed in
do-not-stay-signed-in = Don’t stay signed in
user-code-title = Activate your device
user-code-lead = Enter the code that your device shows.
activation-title = Request an activation email
activation-lead = We can send another activation email for { $username }.
activation-lead-no-name = We can send you another activation email.
grace-period-lead = Your organization will require this soon. You can set it up now or later.
device-title = Your device needs your attention
optional-title = You can continue
maintenance-title = Your organization is under maintenance
maintenance-lead = Your sign-in is kept and continues as soon as it can.
waiting-for-org = Waiting for your organization…

## Phone and email details

both-addresses = { $first } and { $second }
named-number = { $number } ({ $name })
phone-charges = Your carrier may charge for messages and calls.
phone-call-lead = We are calling { $number }. Enter the code that you hear.
phone-call-lead-no-number = We are calling your phone. Enter the code that you hear.
call-instead = Call me instead
text-instead = Text me instead

## How a sign-in ends

end-code-for-other-tab = Enter this code where you started
your-code-is = Your code: { $code }
started-in-browser = Started in: { $browser }
started-from-place = Started from: { $place }
end-other-tab = Go back to the other tab
end-cancelled = This sign-in was cancelled
end-device-activated = Your device is activated
end-device-not-activated = Your device is not activated
end-unlocked = Your account is unlocked
end-not-unlocked = Your account is still locked
end-password-changed = Your password is changed
end-password-not-changed = Your password was not changed
end-not-activated = This activation link does not work
end-not-registered = Your account was not created
end-no-access = You don’t have access
end-device-refused = Your device does not meet the requirements
end-provider-failed = The other sign-in service refused
end-unavailable = The sign-in service isn’t available
end-throttled = Wait a moment
profile-title = Complete your profile
with-okta-verify = Sign in with Okta Verify

## Methods of authenticators

method-sms = Text message
method-voice = Voice call
method-email = Email
method-push = Notification on your device
method-totp = Code from the app
method-signed-nonce = Okta Verify on this device
method-qr-code = QR code
method-same-device = On this device
method-device-bootstrap = On a device that has the app already
check-now = Check now
remind-later = Remind me later

## Links of emails with a token

activate-title = Activate your account
activate-lead = You opened the link from your activation email. Continue to set up your account.
reset-lead = You opened the link from your email. Continue to choose a new password.
token-refused = That link no longer works. Sign in, or ask your administrator for another email.
new-password = New password
