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
