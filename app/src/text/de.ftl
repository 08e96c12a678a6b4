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
text-too-short =
    { $count ->
        [one] Verwenden Sie mindestens ein Zeichen.
       *[other] Verwenden Sie mindestens { $count } Zeichen.
    }
text-too-long =
    { $count ->
        [one] Verwenden Sie höchstens ein Zeichen.
       *[other] Verwenden Sie höchstens { $count } Zeichen.
    }
number-unlike = Geben Sie eine Zahl ein, wie 12 oder 1,5.
integer-unlike = Geben Sie eine ganze Zahl ein, wie 12.
date-unlike = Geben Sie ein Datum mit Jahr, Monat und Tag ein, wie 1990-12-31.
several-hint = Trennen Sie mehrere Antworten mit Kommas.
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
okta-idx-enter-otp-in-original-tab = Gehen Sie zurück zum Browser oder Gerät, in dem Sie begonnen haben, und geben Sie den Code dort ein.
okta-idx-return-to-original-tab = Sie können diese Seite schließen. Ihre Anmeldung geht in dem Tab weiter, in dem Sie begonnen haben.
okta-idx-transferred-to-new-tab = { okta-idx-return-to-original-tab }
okta-idx-email-verification-required = Öffnen Sie zum Abschluss den Link in der E-Mail, die wir Ihnen gesendet haben.
okta-idx-request-activation-email = Wir haben Ihnen eine weitere Aktivierungs-E-Mail gesendet. Öffnen Sie deren Link, um fortzufahren.
okta-idx-expired-activation-token = Dieser Aktivierungslink ist zu alt. Fordern Sie einen neuen an oder fragen Sie Ihren Administrator.
okta-idx-missing-activation-token = Ihr Konto ist vielleicht schon aktiv: Versuchen Sie, sich anzumelden. Prüfen Sie sonst, ob die ganze Adresse geöffnet wurde.
okta-idx-reset-password-activating-user = Dieses Konto ist noch nicht aktiv, daher kann sein Passwort nicht zurückgesetzt werden. Fragen Sie Ihren Administrator.
okta-idx-invalid-forgot-password-token = Dieser Link ist zu alt oder wurde schon benutzt. Beginnen Sie neu.
okta-idx-invalid-reset-password-token = { okta-idx-invalid-forgot-password-token }
okta-errors-E0000035 = Das Passwort dieses Kontos kann hier nicht geändert werden. Fragen Sie Ihren Administrator.
okta-idx-device-activated = Fahren Sie auf Ihrem Gerät fort.
okta-idx-device-not-activated-consent-denied = Sie haben den Zugriff nicht erlaubt. Um es noch einmal zu versuchen, beginnen Sie auf Ihrem Gerät.
okta-idx-device-not-activated-internal-error = Beim Anmeldedienst ist etwas fehlgeschlagen. Um es noch einmal zu versuchen, beginnen Sie auf Ihrem Gerät.
okta-idx-invalid-device-code = Dieser Code stimmt nicht. Geben Sie den ein, den Ihr Gerät jetzt anzeigt.
okta-oie-selfservice-unlock_user-success-message = Melden Sie sich wie gewohnt mit Ihrem Benutzernamen an.
okta-oie-selfservice-unlock_user-landing-to-app-success-message = Ihr Konto ist entsperrt. Bestätigen Sie sich, um fortzufahren.
okta-oie-selfservice-unlock_user-failed-message = Wir konnten Ihr Konto nicht entsperren. Fragen Sie Ihren Administrator.
okta-oie-selfservice-unlock_user-challenge-failed-permissions = Sie dürfen dieses Konto nicht selbst entsperren. Fragen Sie Ihren Administrator.
okta-registration-error-generic = Beim Erstellen Ihres Kontos ist etwas fehlgeschlagen. Versuchen Sie erneut, sich zu registrieren.
okta-idx-identity-provider-auth-error = Der andere Anmeldedienst hat Sie nicht bestätigt. Versuchen Sie es erneut oder fragen Sie Ihren Administrator.
okta-idx-error-server-safe-mode-enrollment-unavailable = Während der Wartung Ihrer Organisation kann nichts eingerichtet werden. Versuchen Sie es später erneut.
okta-E0000010 = Der Anmeldedienst kann gerade nicht antworten. Versuchen Sie es später erneut.
okta-E0000009 = { okta-E0000010 }
okta-errors-E0000150 = Es wurden zu viele SMS angefordert. Warten Sie eine Weile oder bestätigen Sie sich auf andere Weise.
okta-errors-E0000151 = Es wurden zu viele Anrufe angefordert. Warten Sie eine Weile oder bestätigen Sie sich auf andere Weise.
okta-idx-return-error = { link-refused }
okta-api-authn-poll-error-push_rejected = Sie haben die Benachrichtigung abgelehnt. Falls das ein Versehen war, senden Sie sie erneut.
okta-authfactor-challenge-soft_token-invalid_passcode = { okta-api-authn-error-PASSCODE_INVALID }
okta-authfactor-challenge-soft_token-used_passcode = Dieser Code wurde schon verwendet. Warten Sie, bis die App den nächsten anzeigt.
okta-errors-E0000113 = Dieser Code war richtig. Warten Sie, bis Ihr Token den nächsten anzeigt, und geben Sie auch ihn ein.
okta-api-factors-error-sms-invalid_phone = Diese Telefonnummer können wir nicht erreichen. Prüfen Sie sie samt Ländervorwahl.
okta-password-passwordRequirementsNotMet = Dieses Passwort erfüllt die Anforderungen unten nicht. Wählen Sie ein anderes.
okta-password-common = Dieses Passwort ist zu verbreitet. Wählen Sie ein anderes.
okta-tagsNotAllowed = Lassen Sie < und > weg.
okta-oie-assurance-unsatisfiable = Ihr Konto hat nichts, was diese Anwendung akzeptiert. Fragen Sie Ihren Administrator.
okta-core-auth-factor-signedNonce-error-invalidDevice = Dieses Gerät kann nicht zum Anmelden verwendet werden. Verwenden Sie ein anderes oder fragen Sie Ihren Administrator.

## Beschriftungen von Okta, die hier besser lauten

label-identifier = { username }
label-userProfile-firstName = Vorname
label-userProfile-lastName = Nachname
label-userProfile-email = E-Mail
label-authenticator = Authentifizierung
label-authenticator-methodType = Auf welchem Weg
label-authenticator-channel = Auf welchem Weg
label-authenticator-phoneNumber = Telefonnummer
label-authenticator-autoChallenge = Benachrichtigungen ohne Nachfrage senden
label-userCode = Code
label-credentials = Sicherheitsfrage
label-credentials-questionKey = Frage
label-credentials-question = Ihre Frage
label-credentials-answer = Antwort

## Länder

region-AC = Ascension
region-AD = Andorra
region-AE = Vereinigte Arabische Emirate
region-AF = Afghanistan
region-AG = Antigua und Barbuda
region-AI = Anguilla
region-AL = Albanien
region-AM = Armenien
region-AO = Angola
region-AR = Argentinien
region-AS = Amerikanisch-Samoa
region-AT = Österreich
region-AU = Australien
region-AW = Aruba
region-AX = Ålandinseln
region-AZ = Aserbaidschan
region-BA = Bosnien und Herzegowina
region-BB = Barbados
region-BD = Bangladesch
region-BE = Belgien
region-BF = Burkina Faso
region-BG = Bulgarien
region-BH = Bahrain
region-BI = Burundi
region-BJ = Benin
region-BL = St. Barthélemy
region-BM = Bermuda
region-BN = Brunei Darussalam
region-BO = Bolivien
region-BQ = Karibische Niederlande
region-BR = Brasilien
region-BS = Bahamas
region-BT = Bhutan
region-BW = Botsuana
region-BY = Belarus
region-BZ = Belize
region-CA = Kanada
region-CC = Kokosinseln
region-CD = Kongo-Kinshasa
region-CF = Zentralafrikanische Republik
region-CG = Kongo-Brazzaville
region-CH = Schweiz
region-CI = Côte d’Ivoire
region-CK = Cookinseln
region-CL = Chile
region-CM = Kamerun
region-CN = China
region-CO = Kolumbien
region-CR = Costa Rica
region-CU = Kuba
region-CV = Cabo Verde
region-CW = Curaçao
region-CX = Weihnachtsinsel
region-CY = Zypern
region-CZ = Tschechien
region-DE = Deutschland
region-DJ = Dschibuti
region-DK = Dänemark
region-DM = Dominica
region-DO = Dominikanische Republik
region-DZ = Algerien
region-EC = Ecuador
region-EE = Estland
region-EG = Ägypten
region-EH = Westsahara
region-ER = Eritrea
region-ES = Spanien
region-ET = Äthiopien
region-FI = Finnland
region-FJ = Fidschi
region-FK = Falklandinseln
region-FM = Mikronesien
region-FO = Färöer
region-FR = Frankreich
region-GA = Gabun
region-GB = Vereinigtes Königreich
region-GD = Grenada
region-GE = Georgien
region-GF = Französisch-Guayana
region-GG = Guernsey
region-GH = Ghana
region-GI = Gibraltar
region-GL = Grönland
region-GM = Gambia
region-GN = Guinea
region-GP = Guadeloupe
region-GQ = Äquatorialguinea
region-GR = Griechenland
region-GT = Guatemala
region-GU = Guam
region-GW = Guinea-Bissau
region-GY = Guyana
region-HK = Hongkong
region-HN = Honduras
region-HR = Kroatien
region-HT = Haiti
region-HU = Ungarn
region-ID = Indonesien
region-IE = Irland
region-IL = Israel
region-IM = Isle of Man
region-IN = Indien
region-IO = Britisches Territorium im Indischen Ozean
region-IQ = Irak
region-IR = Iran
region-IS = Island
region-IT = Italien
region-JE = Jersey
region-JM = Jamaika
region-JO = Jordanien
region-JP = Japan
region-KE = Kenia
region-KG = Kirgisistan
region-KH = Kambodscha
region-KI = Kiribati
region-KM = Komoren
region-KN = St. Kitts und Nevis
region-KP = Nordkorea
region-KR = Südkorea
region-KW = Kuwait
region-KY = Kaimaninseln
region-KZ = Kasachstan
region-LA = Laos
region-LB = Libanon
region-LC = St. Lucia
region-LI = Liechtenstein
region-LK = Sri Lanka
region-LR = Liberia
region-LS = Lesotho
region-LT = Litauen
region-LU = Luxemburg
region-LV = Lettland
region-LY = Libyen
region-MA = Marokko
region-MC = Monaco
region-MD = Republik Moldau
region-ME = Montenegro
region-MF = St. Martin
region-MG = Madagaskar
region-MH = Marshallinseln
region-MK = Nordmazedonien
region-ML = Mali
region-MM = Myanmar
region-MN = Mongolei
region-MO = Macau
region-MP = Nördliche Marianen
region-MQ = Martinique
region-MR = Mauretanien
region-MS = Montserrat
region-MT = Malta
region-MU = Mauritius
region-MV = Malediven
region-MW = Malawi
region-MX = Mexiko
region-MY = Malaysia
region-MZ = Mosambik
region-NA = Namibia
region-NC = Neukaledonien
region-NE = Niger
region-NF = Norfolkinsel
region-NG = Nigeria
region-NI = Nicaragua
region-NL = Niederlande
region-NO = Norwegen
region-NP = Nepal
region-NR = Nauru
region-NU = Niue
region-NZ = Neuseeland
region-OM = Oman
region-PA = Panama
region-PE = Peru
region-PF = Französisch-Polynesien
region-PG = Papua-Neuguinea
region-PH = Philippinen
region-PK = Pakistan
region-PL = Polen
region-PM = St. Pierre und Miquelon
region-PR = Puerto Rico
region-PS = Palästina
region-PT = Portugal
region-PW = Palau
region-PY = Paraguay
region-QA = Katar
region-RE = Réunion
region-RO = Rumänien
region-RS = Serbien
region-RU = Russland
region-RW = Ruanda
region-SA = Saudi-Arabien
region-SB = Salomonen
region-SC = Seychellen
region-SD = Sudan
region-SE = Schweden
region-SG = Singapur
region-SH = St. Helena
region-SI = Slowenien
region-SJ = Spitzbergen und Jan Mayen
region-SK = Slowakei
region-SL = Sierra Leone
region-SM = San Marino
region-SN = Senegal
region-SO = Somalia
region-SR = Suriname
region-SS = Südsudan
region-ST = São Tomé und Príncipe
region-SV = El Salvador
region-SX = Sint Maarten
region-SY = Syrien
region-SZ = Eswatini
region-TA = Tristan da Cunha
region-TC = Turks- und Caicosinseln
region-TD = Tschad
region-TG = Togo
region-TH = Thailand
region-TJ = Tadschikistan
region-TK = Tokelau
region-TL = Timor-Leste
region-TM = Turkmenistan
region-TN = Tunesien
region-TO = Tonga
region-TR = Türkei
region-TT = Trinidad und Tobago
region-TV = Tuvalu
region-TW = Taiwan
region-TZ = Tansania
region-UA = Ukraine
region-UG = Uganda
region-US = Vereinigte Staaten
region-UY = Uruguay
region-UZ = Usbekistan
region-VA = Vatikanstadt
region-VC = St. Vincent und die Grenadinen
region-VE = Venezuela
region-VG = Britische Jungferninseln
region-VI = Amerikanische Jungferninseln
region-VN = Vietnam
region-VU = Vanuatu
region-WF = Wallis und Futuna
region-WS = Samoa
region-XK = Kosovo
region-YE = Jemen
region-YT = Mayotte
region-ZA = Südafrika
region-ZM = Sambia
region-ZW = Simbabwe

## Anforderungen an ein neues Passwort, je eine Zeile einer Liste

rule-length =
    { $count ->
        [one] Mindestens ein Zeichen
       *[other] Mindestens { $count } Zeichen
    }
rule-lower =
    { $count ->
        [one] Mindestens ein Kleinbuchstabe
       *[other] Mindestens { $count } Kleinbuchstaben
    }
rule-upper =
    { $count ->
        [one] Mindestens ein Großbuchstabe
       *[other] Mindestens { $count } Großbuchstaben
    }
rule-digits =
    { $count ->
        [one] Mindestens eine Ziffer
       *[other] Mindestens { $count } Ziffern
    }
rule-symbols =
    { $count ->
        [one] Mindestens ein Sonderzeichen, wie ! oder %
       *[other] Mindestens { $count } Sonderzeichen, wie ! oder %
    }
rule-three-kinds = Drei davon: Kleinbuchstabe, Großbuchstabe, Ziffer, Sonderzeichen
rule-repeats =
    { $count ->
        [one] Kein Zeichen zweimal hintereinander
       *[other] Kein Zeichen mehr als { $count }-mal hintereinander
    }
rule-no-username = Kein Teil Ihres Benutzernamens
rule-without = Kein Teil von „{ $label }“
rule-history =
    { $count ->
        [one] Nicht Ihr letztes Passwort
       *[other] Keines Ihrer letzten { $count } Passwörter
    }
rule-age = In den letzten { $time } nicht geändert

## Telefon

verify-phone = Mit dem Telefon bestätigen
phone-lead = Wir können einen Code an { $number } senden.
phone-lead-no-number = Wir können einen Code an Ihr Telefon senden.
phone-set-up = Telefon einrichten
phone-set-up-lead = Geben Sie die Nummer ein, an die Sie Codes erhalten möchten.
country = Land
phone-unlike = Das sieht nicht wie eine Telefonnummer aus. Prüfen Sie die Ziffern.
phone-no-country = Wählen Sie das Land der Nummer, oder schreiben Sie sie mit einem Pluszeichen und der Landesvorwahl.
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

## Names of authenticators

verify-with = Mit { $name } bestätigen
set-up-named = { $name } einrichten
send-again = Erneut senden
other-set-up-way = Auf andere Weise einrichten

## Choices

for-sign-in = zum Anmelden
for-recovery = zum Wiederherstellen Ihres Kontos
for-both = zum Anmelden und zum Wiederherstellen Ihres Kontos
skips-left =
    { $times ->
        [one] kann noch einmal übersprungen werden
       *[other] kann noch { $times }-mal übersprungen werden
    }
required-from = ab { $date } erforderlich

## Tokens

token-lead = Geben Sie den Code ein, den Ihr Token gerade anzeigt.
token-set-up-lead = Geben Sie ein, was Ihre Organisation Ihnen für dieses Token gegeben hat.
vip-lead = Öffnen Sie Symantec VIP Access und geben Sie den angezeigten Sicherheitscode ein.
vip-set-up-lead = Öffnen Sie Symantec VIP Access. Geben Sie die angezeigte Credential-ID ein und dann zwei Sicherheitscodes, die aufeinander folgen.
yubikey-lead = Stecken Sie Ihren YubiKey ein, wählen Sie das Feld unten aus und berühren Sie die Taste. Er gibt den Code ein und fährt fort.
access-code-lead = Geben Sie den temporären Zugangscode ein, den Sie von Ihrem Administrator erhalten haben.

## Okta Verify

verify-app-title = Mit Okta Verify bestätigen
verify-app-code-lead = Öffnen Sie Okta Verify und geben Sie den angezeigten Code ein.
verify-app-method-lead = Wählen Sie, wie Okta Verify Sie bestätigen soll.
verify-app-push-lead = Wir haben eine Benachrichtigung an Okta Verify auf Ihrem Gerät gesendet. Bestätigen Sie sie dort.
verify-app-number-lead = Wir haben eine Benachrichtigung an Okta Verify auf Ihrem Gerät gesendet. Wählen Sie dort die Zahl { $number }.
waiting-for-app = Wir warten, bis Sie auf Ihrem Gerät bestätigen…
verify-app-set-up = Okta Verify einrichten
verify-app-channel-lead = Wählen Sie, wie Ihr Konto zu Okta Verify auf Ihrem Gerät hinzugefügt wird.
verify-app-sent-lead = Wir haben einen Link an { $target } gesendet. Öffnen Sie ihn auf dem Gerät mit Okta Verify.
verify-app-qr-lead = Installieren Sie Okta Verify auf Ihrem Telefon. Fügen Sie dort ein Konto hinzu und scannen Sie diesen QR-Code.
verify-app-qr-code = QR-Code, der Ihr Konto zu Okta Verify hinzufügt
verify-app-device-lead = Fügen Sie Ihr Konto in Okta Verify hinzu, auf diesem Gerät oder auf einem, das es schon hat. Diese Seite fährt von selbst fort.
waiting-for-set-up = Wir warten, bis Sie die App eingerichtet haben…

## Password life

reset-password = Neues Passwort wählen
password-expired = Ihr Passwort ist abgelaufen
password-expires =
    { $days ->
        [one] Ihr Passwort läuft in einem Tag ab
       *[other] Ihr Passwort läuft in { $days } Tagen ab
    }
password-expires-today = Ihr Passwort läuft heute ab
password-expires-soon = Ihr Passwort läuft bald ab
password-elsewhere-lead = Ihre Organisation hat eine eigene Seite, auf der Passwörter geändert werden.
go-to = Zu { $name }

## Consent

consent-title = { $name } bittet um Zugriff
consent-title-no-name = Eine Anwendung bittet um Zugriff
consent-lead = Sie möchte Folgendes. Wenn Sie den Zugriff erlauben, erhält sie diese Informationen.
granular-consent-lead = Wählen Sie, worauf sie zugreifen darf. Was erforderlich ist, lässt sich nicht abwählen.
admin-consent-lead = Sie stimmen für alle Benutzer Ihrer Organisation zu.
allow = Zugriff erlauben
deny = Nicht erlauben
email-consent-title = Wollten Sie sich gerade anmelden?
email-consent-lead = In einem anderen Browser wurde eine Anmeldung begonnen. Erlauben Sie sie nur, wenn Sie das waren.
its-me = Ja, das bin ich
not-me = Nein, das bin ich nicht
asked-by-app = Anwendung
asked-by-browser = Browser
asked-from-place = Ort

## Interludes

stay-signed-in-title = Angemeldet bleiben?
stay-signed-in-lead = Dann fragt Ihre Organisation in diesem Browser seltener nach Ihren Zugangsdaten.
stay-signed-in = Angemeldet bleiben
do-not-stay-signed-in = Nicht angemeldet bleiben
user-code-title = Gerät aktivieren
user-code-lead = Geben Sie den Code ein, den Ihr Gerät anzeigt.
activation-title = Aktivierungs-E-Mail anfordern
activation-lead = Wir können eine weitere Aktivierungs-E-Mail für { $username } senden.
activation-lead-no-name = Wir können Ihnen eine weitere Aktivierungs-E-Mail senden.
grace-period-lead = Ihre Organisation verlangt dies bald. Sie können es jetzt oder später einrichten.
device-title = Ihr Gerät braucht Ihre Aufmerksamkeit
optional-title = Sie können fortfahren
maintenance-title = Ihre Organisation wird gerade gewartet
maintenance-lead = Ihre Anmeldung bleibt erhalten und wird fortgesetzt, sobald es möglich ist.
waiting-for-org = Wir warten auf Ihre Organisation…

## Phone and email details

both-addresses = { $first } und { $second }
named-number = { $number } ({ $name })
phone-charges = Ihr Mobilfunkanbieter kann für Nachrichten und Anrufe Gebühren erheben.
phone-call-lead = Wir rufen { $number } an. Geben Sie den Code ein, den Sie hören.
phone-call-lead-no-number = Wir rufen Ihr Telefon an. Geben Sie den Code ein, den Sie hören.
call-instead = Rufen Sie mich stattdessen an
text-instead = Senden Sie mir stattdessen eine SMS

## How a sign-in ends

end-code-for-other-tab = Geben Sie diesen Code dort ein, wo Sie begonnen haben
your-code-is = Ihr Code: { $code }
started-in-browser = Begonnen in: { $browser }
started-from-place = Begonnen von: { $place }
end-other-tab = Gehen Sie zurück zum anderen Tab
end-cancelled = Diese Anmeldung wurde abgebrochen
end-device-activated = Ihr Gerät ist aktiviert
end-device-not-activated = Ihr Gerät ist nicht aktiviert
end-unlocked = Ihr Konto ist entsperrt
end-not-unlocked = Ihr Konto ist weiterhin gesperrt
end-password-changed = Ihr Passwort ist geändert
end-password-not-changed = Ihr Passwort wurde nicht geändert
end-not-activated = Dieser Aktivierungslink funktioniert nicht
end-not-registered = Ihr Konto wurde nicht erstellt
end-no-access = Sie haben keinen Zugriff
end-device-refused = Ihr Gerät erfüllt die Anforderungen nicht
end-provider-failed = Der andere Anmeldedienst hat abgelehnt
end-unavailable = Der Anmeldedienst ist nicht verfügbar
end-throttled = Warten Sie einen Moment
profile-title = Vervollständigen Sie Ihr Profil
with-okta-verify = Mit Okta Verify anmelden

## Methods of authenticators

method-sms = SMS
method-voice = Anruf
method-email = E-Mail
method-push = Benachrichtigung auf Ihrem Gerät
method-totp = Code aus der App
method-signed-nonce = Okta Verify auf diesem Gerät
method-qr-code = QR-Code
method-same-device = Auf diesem Gerät
method-device-bootstrap = Auf einem Gerät, das die App schon hat
check-now = Jetzt prüfen
remind-later = Später erinnern

## Links of emails with a token

activate-title = Konto aktivieren
activate-lead = Sie haben den Link aus Ihrer Aktivierungs-E-Mail geöffnet. Fahren Sie fort, um Ihr Konto einzurichten.
reset-lead = Sie haben den Link aus Ihrer E-Mail geöffnet. Fahren Sie fort, um ein neues Passwort zu wählen.
token-refused = Dieser Link funktioniert nicht mehr. Melden Sie sich an oder bitten Sie Ihren Administrator um eine weitere E-Mail.
new-password = Neues Passwort
