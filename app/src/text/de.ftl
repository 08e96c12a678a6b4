# Deutsch. Die Anrede ist „Sie“. Welche Argumente ein Text hat, steht in en.ftl.

## Überschriften

sign-in = Anmelden
sign-up = Registrieren
forgot-title = Passwort zurücksetzen
check-your-mail = Sehen Sie in Ihrem Postfach nach
enter-password = Passwort eingeben
choose-title = Wählen Sie, wie Sie sich ausweisen
choose-new-title = Wählen Sie, was Sie einrichten
set-password = Passwort festlegen
verify-email = Bestätigen Sie Ihre Identität
generic-title = Noch ein Schritt
ended-title = Diese Anmeldung ist beendet
expired-title = Diese Anmeldung ist abgelaufen
misconfigured-title = Die Anmeldung ist nicht richtig eingerichtet
signed-in-title = Sie sind angemeldet

## Ein oder zwei Sätze unter einer Überschrift

sign-up-lead = Erstellen Sie ein Konto. Sie brauchen dafür nur Ihre E-Mail-Adresse und eine Minute.
forgot-lead = Geben Sie Ihren Benutzernamen ein. Wir helfen Ihnen dann, Ihr Passwort zurückzusetzen.
unlock-lead = Geben Sie Ihren Benutzernamen ein. Wir helfen Ihnen dann, Ihr Konto zu entsperren.
code-lead = Wir haben eine E-Mail an { $address } gesendet. Geben Sie den Code daraus ein, oder öffnen Sie den Link darin in diesem Browser.
code-lead-no-address = Wir haben Ihnen eine E-Mail gesendet. Geben Sie den Code daraus ein, oder öffnen Sie den Link darin in diesem Browser.
code-only-lead = Wir haben eine E-Mail an { $address } gesendet. Geben Sie den Code daraus ein.
code-only-lead-no-address = Wir haben Ihnen eine E-Mail gesendet. Geben Sie den Code daraus ein.
code-lead-if-account = Wenn es ein Konto für { $username } gibt, haben wir eine E-Mail an die hinterlegte Adresse gesendet. Geben Sie den Code daraus ein, oder öffnen Sie den Link darin in diesem Browser.
code-only-lead-if-account = Wenn es ein Konto für { $username } gibt, haben wir eine E-Mail an die hinterlegte Adresse gesendet. Geben Sie den Code daraus ein.
send-lead = Wir können eine E-Mail mit einem Code an { $address } senden.
send-lead-no-address = Wir können Ihnen eine E-Mail mit einem Code senden.
choose-lead = Wählen Sie eine dieser Möglichkeiten.
generic-lead = Ihre Organisation verlangt dies, bevor Sie fortfahren können.
expired-lead = Es hat zu lange gedauert. Sie können unten neu beginnen.
misconfigured-lead = Wenden Sie sich an Ihre Administration. Referenz { $reference }

## Beschriftungen und Schaltflächen

username = Benutzername
password = Passwort
remember-username = Benutzernamen merken
enter-code = Code eingeben
next = Weiter
verify = Bestätigen
continue = Fortfahren
save = Speichern
send-mail = E-Mail senden
forgot-password = Passwort vergessen?
sign-up-link = Registrieren
back-to-sign-in = Zurück zur Anmeldung
another-username = Anderen Benutzernamen verwenden
resend = E-Mail erneut senden
resend-code = Code erneut senden
other-ways = Auf andere Weise ausweisen
code-instead = Stattdessen den Code eingeben
password-instead = Stattdessen das Passwort eingeben
unlock-account = Konto entsperren
skip = Überspringen
start-again = Neu beginnen
try-again = Erneut versuchen
cancel = Abbrechen
open-mail = { $provider } öffnen
open-mailbox = Postfach öffnen
sign-out = Abmelden
languages = Sprache
change-language = Ändern

## Was abläuft

available-in = in { $time }
available-now = Sie können jetzt eine weitere E-Mail anfordern.
available-later = Wartezeit in Sekunden: { $seconds }.
new-tab = Wird in einem neuen Tab geöffnet.
expires-in = Diese Anmeldung läuft in { $time } ab.
ticking-minutes = { $minutes } Min.
ticking-seconds = { $seconds } s
waiting-for-link = Wir warten darauf, dass Sie den Link öffnen …
waiting-no-script =
    { $seconds ->
        [one] Diese Seite sucht jede Sekunde nach Neuem.
       *[other] Diese Seite sucht alle { $seconds } Sekunden nach Neuem.
    }

## Zeiten in anderen Texten, nach „in“ oder „warten Sie“

minutes =
    { $minutes ->
        [one] { $minutes } Minute
       *[other] { $minutes } Minuten
    }
seconds =
    { $seconds ->
        [one] { $seconds } Sekunde
       *[other] { $seconds } Sekunden
    }

## Meldungen

username-missing = Geben Sie Ihren Benutzernamen ein. Meist ist das Ihre E-Mail-Adresse.
username-too-long = Dieser Benutzername ist zu lang. Er darf höchstens 254 Zeichen haben.
username-malformed = Das sieht nicht wie ein Benutzername aus. Suchen Sie nach überflüssigen Zeichen. Beispiel: ada@example.com
looks-mistyped = Das sieht unvollständig aus. Prüfen Sie es, oder wählen Sie noch einmal „Weiter“, um es so zu verwenden.
address-looks-mistyped = Das sieht unvollständig aus. Prüfen Sie es, oder senden Sie es noch einmal, um es so zu verwenden.
wrong-code = { okta-api-authn-error-PASSCODE_INVALID }
wrong-password = { okta-incorrectPassword }
wrong-pair = { okta-errors-E0000004 }
code-missing = Geben Sie den Code ein.
code-digits =
    { $digits ->
        [one] Der Code hat eine Ziffer. Geben Sie den neuesten ein.
       *[other] Der Code hat { $digits } Ziffern. Geben Sie den neuesten ein.
    }
code-unlike = Das sieht nicht wie der Code aus. Geben Sie den neuesten ein.
field-missing = Füllen Sie „{ $label }“ aus.
option-missing = Wählen Sie eine der Möglichkeiten.
unreachable = Der Server ist nicht erreichbar. Ihre Eingaben sind noch da: Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.
refused = Der Server hat das nicht angenommen. Ihre Eingaben sind noch da: Kürzen Sie sie, oder laden Sie die Seite neu, und versuchen Sie es erneut.
org-unavailable = Der Anmeldedienst antwortet nicht. Versuchen Sie es gleich noch einmal; Ihre Eingaben bleiben erhalten.
org-unavailable-no-detail = Der Anmeldedienst hat etwas geantwortet, das wir nicht verwenden können. Versuchen Sie es gleich noch einmal; Ihre Eingaben bleiben erhalten.
too-many-requests = Der Anmeldedienst ist ausgelastet. Warten Sie { seconds }, und versuchen Sie es dann erneut.
too-many-tries = Das war in kurzer Zeit zu oft. Warten Sie { seconds }, und versuchen Sie es dann erneut.
too-many-mails = Sie haben schon mehrere E-Mails angefordert. Verwenden Sie die neueste, sehen Sie im Spam-Ordner nach, oder fordern Sie in { $time } eine weitere an.
too-many-addresses = Aus Ihrem Netz wurden viele verschiedene Benutzernamen eingegeben. Versuchen Sie es in { $time } erneut.
too-many-guesses = Das waren zu viele falsche Eingaben. Beginnen Sie von vorn.
too-many-codes = Für dieses Konto wurden zu viele falsche Codes eingegeben. Öffnen Sie stattdessen den Link in der E-Mail in diesem Browser, oder versuchen Sie es in { $time } erneut.
resend-too-soon = Sie haben gerade erst eine E-Mail angefordert. In { seconds } können Sie eine weitere anfordern.
resent = Wir haben eine weitere E-Mail gesendet. Der frühere Code gilt nicht mehr.
resent-code = Wir haben einen weiteren Code gesendet. Der frühere gilt nicht mehr.
resent-if-account = Wenn es ein Konto für { $username } gibt, haben wir eine weitere E-Mail an die hinterlegte Adresse gesendet. Der frühere Code gilt nicht mehr.
out-of-date = Diese Seite war nicht mehr aktuell. Dies ist der jetzige Schritt Ihrer Anmeldung.
expired-restart = Das hat zu lange gedauert und ist abgelaufen. Sie können hier fortfahren.
tokens-refused = Ihre Organisation hat Ihre Identität bestätigt, aber ihre Antwort hat unsere Prüfungen nicht bestanden. Deshalb haben wir Sie nicht angemeldet. Beginnen Sie neu.
restarted = Wir konnten dieser Anmeldung nicht mehr folgen und müssen neu beginnen. Wählen Sie „Weiter“, um fortzufahren.
no-cookies = Ihr Browser hat unser Cookie nicht gesendet, das für die Anmeldung nötig ist. Deshalb ist nichts geschehen. Erlauben Sie Cookies für diese Website, laden Sie die Seite neu, und versuchen Sie es erneut.
not-understood = Wir konnten das Gesendete nicht lesen. Prüfen Sie Ihre Eingabe, und versuchen Sie es erneut.
signed-out = Sie sind abgemeldet.
no-such-link = Dieser Link gehört nicht zur Anmeldung in diesem Browser.
refused-elsewhere = Ihre Organisation hat diesen Schritt nicht erlaubt. Ihre Anmeldung bleibt bestehen: Fahren Sie hier fort, oder wählen Sie einen anderen Weg.
unfinished = Ihre Organisation verlangt noch einen Schritt. Fahren Sie hier fort.
sign-up-not-offered = Bei dieser Organisation ist keine Registrierung möglich. Sie können sich stattdessen anmelden.
recovery-not-offered = Bei dieser Organisation lässt sich das Passwort hier nicht zurücksetzen.
unlock-not-offered = Bei dieser Organisation lässt sich ein Konto hier nicht entsperren.
link-refused = Dieser Link gilt nicht mehr. Geben Sie den neuesten Code ein, oder fordern Sie eine weitere E-Mail an.

## Die Seite, auf der der Link einer E-Mail ankommt

link-title = Anmeldung abschließen
link-lead = Sie haben den Link aus Ihrer E-Mail im richtigen Browser geöffnet. Ein Schritt fehlt noch.
link-elsewhere-title = Fast geschafft
link-elsewhere-lead = Sie haben die Anmeldung in einem anderen Tab oder auf einem anderen Gerät begonnen. Kehren Sie dorthin zurück, und geben Sie diesen Code ein.
link-elsewhere-warning = Haben Sie gar keine Anmeldung begonnen? Dann hat eine andere Person Ihre E-Mail-Adresse verwendet: Geben Sie den Code nicht weiter, und schließen Sie diese Seite.
link-waiting-title = Dieser Link ist nicht verwendbar
link-waiting-lead = Er ist unvollständig oder gehört zu einer früheren E-Mail. Ihre Anmeldung in diesem Browser wartet noch: Fahren Sie dort mit dem Code oder dem Link der neuesten E-Mail fort.
link-waiting-continue = Anmeldung fortsetzen
link-unknown-title = Dieser Link funktioniert hier nicht
link-unknown-lead = Er ist zu alt, wurde schon verwendet oder gehört zu einer Anmeldung, die wir nicht kennen. Beginnen Sie eine neue.
your-code = Ihr Code

## Startseite und andere Seiten

greeting = Hallo, { $name }
greeting-no-name = Hallo
signed-in-as = Sie sind angemeldet als { $username }.
claim-name = Name
claim-username = Benutzername
claim-email = E-Mail
claim-email-verified = E-Mail bestätigt
claim-signed-in-at = Angemeldet am
claim-methods = Bestätigt durch
claim-subject = Benutzer-ID
yes = Ja
no = Nein
session-ends =
    { $minutes ->
        [one] Ihre Sitzung endet am { $time } oder nach einer Minute ohne Nutzung.
       *[other] Ihre Sitzung endet am { $time } oder nach { $minutes } Minuten ohne Nutzung.
    }
not-found-title = Diese Seite gibt es nicht
not-found-lead = Die Adresse ist vielleicht falsch geschrieben oder veraltet.
problem-title = Das hat nicht funktioniert
problem-lead = Auf unserer Seite ist etwas fehlgeschlagen. Ihre Eingaben wurden nicht verwendet; versuchen Sie es gleich noch einmal.
problem-foreign = Dieses Formular kam nicht von dieser Website, oder Ihr Browser hat es nicht gemeldet. Öffnen Sie die Anmeldeseite, und versuchen Sie es erneut.
problem-stale-form = Dieses Formular war nicht mehr aktuell oder wurde in einem anderen Browser geöffnet. Deshalb ist nichts geschehen. Hier ist ein neues: Bitte versuchen Sie es erneut.
problem-too-large = Das war mehr, als wir lesen können. Kürzen Sie Ihre Eingaben, und versuchen Sie es erneut.
problem-headers-too-large = Ihr Browser hat mehr Cookies gesendet, als wir lesen können. Löschen Sie die Cookies dieser Website in den Einstellungen Ihres Browsers, und versuchen Sie es dann erneut.
reference = Referenz
go-home = Zur Startseite
bouncing = Einen Moment …
confirmed-title = Fast geschafft
confirmed-lead = Ihre Organisation hat Ihre Identität bestätigt. Wählen Sie „Fortfahren“, um die Anmeldung abzuschließen.

## Meldungen von Okta

okta-api-authn-error-PASSCODE_INVALID = Dieser Code ist nicht richtig oder nicht mehr gültig. Verwenden Sie den neuesten, und versuchen Sie es erneut.
okta-idx-session-expired = Diese Anmeldung ist abgelaufen. Beginnen Sie neu.
okta-idx-unknown-user = Es gibt kein Konto mit dem Benutzernamen { $param0 }. Prüfen Sie ihn, oder registrieren Sie sich.
okta-errors-E0000004 = Das stimmt nicht überein. Prüfen Sie Ihre Eingaben, und versuchen Sie es erneut.
okta-incorrectPassword = Dieses Passwort ist nicht richtig. Versuchen Sie es erneut.
okta-errors-E0000069 = Dieses Konto ist gesperrt. Bitten Sie Ihre Administration, es zu entsperren.
okta-errors-E0000119 = { okta-errors-E0000069 }
okta-idx-error-user-not-assigned-to-app = Ihr Konto darf diese Anwendung nicht verwenden. Bitten Sie Ihre Administration um Zugang.
okta-idx-error-code-user_not_assigned = { okta-idx-error-user-not-assigned-to-app }
okta-security-access_denied = Sie dürfen sich hier nicht anmelden. Bitten Sie Ihre Administration um Zugang.
okta-tooManyRequests = Das war zu oft. Warten Sie einen Moment, und versuchen Sie es dann erneut.
okta-errors-E0000047 = { okta-tooManyRequests }
okta-registration-error-notUniqueWithinOrg = Es gibt schon ein Konto mit dieser Angabe ({ $param0 }). Melden Sie sich stattdessen an.
okta-registration-error-invalidLoginEmail = Das ist keine E-Mail-Adresse. Beispiel: ada@example.com
okta-idx-return-link-expired = { link-refused }
okta-idx-return-stale = { link-refused }
okta-idx-recovery-completed = Ihr Passwort ist geändert. Melden Sie sich damit an.
okta-oie-selfservice-reset-password-not-allowed = Für dieses Konto gibt es kein Passwort zum Zurücksetzen. Melden Sie sich mit einer E-Mail an, oder wenden Sie sich an Ihre Administration.
okta-idx-operation-cancelled-by-user = Diese Anmeldung wurde abgebrochen.
okta-idx-operation-cancelled-on-other-device = { okta-idx-operation-cancelled-by-user }

## Beschriftungen von Okta, die hier besser lauten

label-identifier = { username }
label-userProfile-firstName = Vorname
label-userProfile-lastName = Nachname
label-userProfile-email = E-Mail
label-credentials = Sicherheitsfrage
label-credentials-questionKey = Frage
label-credentials-question = Ihre Frage
label-credentials-answer = Antwort

## Telefon

verify-phone = Mit dem Telefon bestätigen
phone-lead = Wir können einen Code an { $number } senden.
phone-lead-no-number = Wir können einen Code an Ihr Telefon senden.
phone-set-up = Telefon einrichten
phone-set-up-lead = Geben Sie die Nummer, an die Sie Codes erhalten möchten, mit Landesvorwahl ein, zum Beispiel +49.
check-your-phone = Sehen Sie auf Ihr Telefon
phone-code-lead = Wir haben einen Code an { $number } gesendet. Geben Sie ihn hier ein.
phone-code-lead-no-number = Wir haben einen Code an Ihr Telefon gesendet. Geben Sie ihn hier ein.
send-code = Code senden

## Authenticator-App

otp-title = Geben Sie den Code aus Ihrer App ein
otp-lead = Öffnen Sie Ihre Authenticator-App, zum Beispiel Google Authenticator, und geben Sie den angezeigten Code ein.
otp-set-up = Authenticator-App einrichten
otp-set-up-lead = Scannen Sie diesen QR-Code mit Google Authenticator oder einer ähnlichen App, oder geben Sie dort diesen Schlüssel ein: { $secret }. Geben Sie dann den Code ein, den die App anzeigt.
otp-qr-code = QR-Code mit dem Schlüssel für Ihre App

## Security question

question-title = Beantworten Sie Ihre Sicherheitsfrage
question-lead = { $question }
question-set-up = Sicherheitsfrage einrichten
question-instead = Stattdessen die Sicherheitsfrage beantworten

## Enrollment

other-set-up = Etwas anderes einrichten

## Secrets

show-password = Passwort anzeigen
show-answer = Antwort anzeigen
