//! Text that users type and paste: usernames, addresses, codes, names.

use app::server_functions::SUBMIT;
use app::step::Screen;
use app::step::Step;

use crate::support::Browser;
use crate::support::Site;

const IDENTIFY: &str = "/idp/idx/identify";
const ANSWER: &str = "/idp/idx/challenge/answer";

async fn hiding() -> Site {
    Site::start_with(&["--enumeration-prevention", "true"]).await
}

fn error_of(step: &Step) -> &str {
    step.form.as_ref().map_or("", |form| &form.fields[0].error)
}

fn value_of(step: &Step) -> &str {
    step.form.as_ref().map_or("", |form| &form.fields[0].value)
}

/// Submits a username as a browser without JavaScript does, and returns the next page.
async fn begin_plainly(browser: &mut Browser, username: &str) -> String {
    let step = browser.step_id("/sign-in").await;
    next_plainly(browser, &step, "identifier", username).await
}

async fn next_plainly(browser: &mut Browser, step: &str, name: &str, typed: &str) -> String {
    let name = format!("answers[{name}]");
    let sent = browser.post_plain(SUBMIT, &[("step", step), (&name, typed)]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = sent.location().to_owned();
    browser.open(&page).await.body
}

fn hidden_step(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"step\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Writes `number` in the digits of another script.
fn digits_from(zero: char, number: &str) -> String {
    let digit = |c: char| char::from_u32(u32::from(zero) + c.to_digit(10).unwrap()).unwrap();
    number.chars().map(digit).collect()
}

#[tokio::test]
async fn a_code_is_found_in_whatever_it_was_copied_with() {
    let site = Site::start().await;
    for shape in 0..9 {
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        let typed = match shape {
            0 => digits_from('０', &code),
            1 => format!("{}{}", &code[..3], digits_from('０', &code[3..])),
            2 => digits_from('٠', &code),
            3 => digits_from('०', &code),
            4 => format!("Your code is {code}."),
            5 => format!("{code} is your code"),
            6 => format!("Code: {code}"),
            7 => format!("Your code is {} {}. It expires in 10 minutes.", &code[..3], &code[3..]),
            _ => format!("\u{feff}{}\u{200b}{}\u{200e}", &code[..2], &code[2..]),
        };
        if shape % 2 == 0 {
            assert_eq!(browser.answer_code(&step, &typed).await.go, "/", "{typed}");
        } else {
            let name = "answers[credentials.passcode]";
            browser.open("/sign-in").await;
            let done = browser.post_plain(SUBMIT, &[("step", &step.id), (name, &typed)]).await;
            assert_eq!(done.location(), "/", "{typed}");
        }
    }
    assert_eq!(site.org.called(ANSWER).await, 9, "no attempt was lost");
}

#[tokio::test]
async fn what_cannot_be_a_code_costs_nothing_with_and_without_an_account() {
    let site = hiding().await;
    for username in ["ada@example.com", "nobody@example.com"] {
        let mut browser = site.browser();
        let mut step = browser.begin(username).await;
        for typed in
            ["12345", "1234567", "code", "123456 or 654321", "１２３４５", "12345O", "123456"]
        {
            if typed == "123456" {
                break;
            }
            step = browser.answer_code(&step, typed).await;
            assert!(
                error_of(&step).contains("The code has 6 digits"),
                "{username} {typed}: {step:?}"
            );
            assert_eq!(value_of(&step), "", "what may hold digits of a code is not sent back");
        }
        let page = browser.open("/sign-in").await.body;
        let page =
            next_plainly(&mut browser, &hidden_step(&page), "credentials.passcode", "12").await;
        assert!(page.contains("The code has 6 digits"), "{username}: {page}");
        let step = browser.current().await;
        // Five wrong codes are still allowed.
        let mut step = step;
        for _ in 0..4 {
            step = browser.answer_code(&step, "000000").await;
            assert_eq!(step.screen, Screen::Code, "{username}: {step:?}");
        }
        if username == "ada@example.com" {
            assert_eq!(site.org.called(ANSWER).await, 4);
            let code = site.org.newest_mail(username).await.code;
            assert_eq!(browser.answer_code(&step, &code).await.go, "/");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_a_code_looks_the_same_after_a_wrong_one_with_and_without_an_account() {
    let site = hiding().await;
    let mut seen = Vec::new();
    for username in ["ada@example.com", "nobody@example.com"] {
        let mut browser = site.browser();
        let step = browser.begin(username).await;
        let step = browser.answer_code(&step, "000000").await;
        let step = browser.answer_code(&step, "123").await;
        assert!(error_of(&step).contains("The code has 6 digits"), "{step:?}");
        seen.push(step.messages);
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn what_looks_mistyped_is_sent_at_the_second_press_on_the_page_of_a_forgotten_password_too() {
    let site = hiding().await;
    let mut browser = site.browser();
    let id = browser.step_id("/forgot-password").await;
    let asked = browser.submit(&id, &[("identifier", "ada@intranet")]).await;
    assert!(!error_of(&asked).is_empty(), "{asked:?}");
    let sent = browser.submit(&asked.id, &[("identifier", "ada@intranet")]).await;
    assert_ne!(sent.screen, Screen::Identify, "{sent:?}");
}

#[tokio::test]
async fn an_address_is_taken_out_of_what_surrounds_it_and_shown() {
    let site = Site::start().await;
    for typed in [
        "ada\u{200b}@example.com",
        "\u{feff}ada@example.com",
        "ada@exam\u{ad}ple.com",
        "\u{202a}ada@example.com\u{202c}",
        "ada＠example.com",
        "ada@example。com",
        "<ada@example.com>",
        "Ada Lovelace <ada@example.com>",
        "mailto:ada@example.com?subject=Hello",
        "ada@example.com,",
        "ada@example.com.",
        "ada@example.com;",
    ] {
        let mut browser = site.browser();
        let step = browser.begin(typed).await;
        assert_eq!(step.screen, Screen::Code, "{typed}: {step:?}");
        let back = browser.act(&step, "restart").await;
        assert_eq!(value_of(&back), "ada@example.com", "{typed}");
        let mut browser = site.browser();
        let page = begin_plainly(&mut browser, typed).await;
        assert!(page.contains("a***a@example.com"), "{typed}: {page}");
    }
    let sent = site.org.calls(IDENTIFY).await;
    assert!(!sent.is_empty());
    for call in sent {
        assert!(call.to_string().contains("ada@example.com"), "{call}");
    }
}

#[tokio::test]
async fn what_looks_mistyped_is_asked_about_once_before_the_org_hears_of_it() {
    for hides in [true, false] {
        let site =
            Site::start_with(&["--enumeration-prevention", if hides { "true" } else { "false" }])
                .await;
        for login in ["ada@example", "grace@example,com", "joan@@example.com"] {
            site.org.add_user(login, "somebody@example.com").await;
            let before = site.org.stats().await;
            let mut browser = site.browser();
            let asked = browser.begin(login).await;
            assert!(error_of(&asked).contains("looks incomplete"), "{login}: {asked:?}");
            assert_eq!(value_of(&asked), login);
            assert_eq!(site.org.stats().await, before, "the org has not been asked");
            let other = browser.submit(&asked.id, &[("identifier", "ada@.com")]).await;
            assert!(error_of(&other).contains("looks incomplete"), "another text is judged anew");
            let again = browser.submit(&other.id, &[("identifier", login)]).await;
            assert!(error_of(&again).contains("looks incomplete"), "{again:?}");
            let sent = browser.submit(&again.id, &[("identifier", login)]).await;
            assert_eq!(sent.screen, Screen::Code, "{login}: {sent:?}");
            let mails = site.org.mails("somebody@example.com").await.len();

            let mut browser = site.browser();
            let page = begin_plainly(&mut browser, login).await;
            assert!(page.contains("looks incomplete"), "{page}");
            let page = next_plainly(&mut browser, &hidden_step(&page), "identifier", login).await;
            assert!(page.contains("Enter code"), "{page}");
            assert_eq!(site.org.mails("somebody@example.com").await.len(), mails + 1);
        }
        let before = site.org.stats().await;
        let asked = site.browser().begin("nobody@example").await;
        assert!(error_of(&asked).contains("looks incomplete"), "without an account it is the same");
        assert_eq!(site.org.stats().await, before);
    }
}

#[tokio::test]
async fn a_mistyped_address_at_sign_up_is_asked_about_once() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let start = browser.step_id("/sign-up").await;
    let step = browser.submit(&start, &[]).await;
    let profile = |email| {
        let names =
            [("userProfile.firstName", "\u{202e}Grace\u{ad}"), ("userProfile.lastName", "Hopper")];
        [names[0], names[1], ("userProfile.email", email)]
    };
    let asked = browser.submit(&step.id, &profile("grace@@example.com")).await;
    let fields = &asked.form.as_ref().unwrap().fields;
    let email = fields.iter().find(|field| field.name == "userProfile.email").unwrap();
    assert!(email.error.contains("looks incomplete"), "{asked:?}");
    assert_eq!(site.org.called("/idp/idx/enroll/new").await, 0);
    let name = fields.iter().find(|field| field.name == "userProfile.firstName").unwrap();
    assert_eq!(name.value, "Grace", "what is shown is what will be sent");
    let done = browser.submit(&asked.id, &profile("Grace <grace@example.com>")).await;
    assert_eq!(done.screen, Screen::Code, "{done:?}");
    assert!(!site.org.mails("grace@example.com").await.is_empty());
    let sent = site.org.calls("/idp/idx/enroll/new").await;
    let sent = sent[0]["sent"].as_str().unwrap();
    assert!(sent.contains("\"firstName\":\"Grace\""), "{sent}");
}

#[tokio::test]
async fn what_an_org_may_know_as_a_login_is_sent_as_it_is() {
    let site = Site::start().await;
    for login in
        ["John Smith", "jane@corp.example@partner", "\"jane doe\"@example.com", "CORP\\jane"]
    {
        site.org.add_user(login, "mailbox@example.com").await;
        let step = site.browser().begin(login).await;
        assert_eq!(step.screen, Screen::Code, "{login}: {step:?}");
        let page = begin_plainly(&mut site.browser(), login).await;
        assert!(page.contains("Enter code"), "{login}: {page}");
    }
}

#[tokio::test]
async fn an_international_domain_is_one_domain_in_both_spellings() {
    let (unicode, ascii) = ("anna@bücher.example", "anna@xn--bcher-kva.example");
    for hides in ["true", "false"] {
        for (known, typed) in [(ascii, unicode), (unicode, ascii)] {
            let site = Site::start_with(&["--enumeration-prevention", hides]).await;
            site.org.add_user(known, "anna@mail.example").await;
            let mut browser = site.browser();
            let step = browser.begin(typed).await;
            assert_eq!(step.screen, Screen::Code, "{typed}: {step:?}");
            let code = site.org.newest_mail("anna@mail.example").await.code;
            assert_eq!(browser.answer_code(&step, &code).await.go, "/", "{typed}");

            let mut browser = site.browser();
            let start = browser.step_id("/forgot-password").await;
            browser.submit(&start, &[("identifier", typed)]).await;
            assert!(!site.org.mails("anna@mail.example").await.is_empty());
        }
    }
    let site = Site::start().await;
    site.browser().begin("nobody@example.com").await;
    assert_eq!(site.org.called(IDENTIFY).await, 1, "nobody else pays for it");
    let unknown = site.browser().begin(unicode).await;
    assert_eq!(site.org.called(IDENTIFY).await, 3);
    assert!(error_of(&unknown).contains(unicode), "{unknown:?}");
}

/// Shows: R9
#[tokio::test]
async fn an_international_domain_has_one_budget_in_both_spellings() {
    let flags = ["--limit-factor", "1", "--enumeration-prevention", "true"];
    let site = Site::start_with(&flags).await;
    let mut last = None;
    for typed in [
        "anna@bücher.example",
        "anna@xn--bcher-kva.example",
        "ANNA@BÜCHER.example",
        "anna＠bücher。example",
    ] {
        last = Some(site.browser().begin(typed).await);
    }
    let last = format!("{last:?}");
    assert!(last.contains("several emails"), "{last}");
}

#[tokio::test]
async fn with_accounts_hidden_no_screen_names_an_address_that_no_email_went_to() {
    let site = hiding().await;
    site.org.add_user("jdoe@gmail.com", "elsewhere@mailbox.example").await;
    let mut seen = Vec::new();
    for username in ["jdoe@gmail.com", "none@gmail.com"] {
        let mut browser = site.browser();
        let mut story = Vec::new();
        let step = browser.begin(username).await;
        assert!(step.lead.starts_with("If there is an account for"), "{step:?}");
        story.push(step.clone());
        story.push(browser.answer_code(&step, "12").await);
        site.pass(31).await;
        let current = browser.current().await;
        story.push(browser.act(&current, "resend").await);
        let text = format!("{story:?}");
        for lie in ["j***e", "n***e", "elsewhere", "Open Gmail", "mail.google.com", "\"We sent"] {
            assert!(!text.contains(lie), "{lie}: {text}");
        }
        let resent = story.last().unwrap();
        assert!(resent.messages[0].text.starts_with("If there is an account for"), "{resent:?}");
        let ids = story.iter().map(|step| step.id.clone()).collect::<Vec<_>>();
        let text = ids.iter().fold(text, |text, id| text.replace(id.as_str(), "ID"));
        let page = browser.open("/sign-in").await.body;
        assert!(page.contains("If there is an account for") && !page.contains("Open Gmail"));
        seen.push(text.replace(username, "NAME"));
    }
    assert_eq!(site.org.mails("elsewhere@mailbox.example").await.len(), 2);
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn with_accounts_shown_the_address_of_the_org_decides_what_is_named() {
    let site = Site::start().await;
    site.org.add_user("jdoe@gmail.com", "elsewhere@mailbox.example").await;
    site.org.add_user("jdoe@corp.example", "jane@gmail.com").await;
    let step = site.browser().begin("jdoe@gmail.com").await;
    assert!(!step.links.iter().any(|link| link.label.contains("Gmail")), "{step:?}");
    assert!(!step.lead.contains("gmail"), "{step:?}");
    let step = site.browser().begin("jdoe@corp.example").await;
    assert!(step.links.iter().any(|link| link.label.contains("Gmail")), "{step:?}");
    assert!(!step.lead.contains("corp.example"), "{step:?}");
}

#[tokio::test]
async fn fields_tell_keyboards_and_translators_what_they_are_for() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let input = |page: &str, name: &str| {
        let mut tags = page.split("<input").skip(1).map(|tag| tag.split('>').next().unwrap());
        tags.find(|tag| tag.contains(&format!("name=\"answers[{name}]\""))).unwrap().to_owned()
    };
    let page = browser.open("/sign-in").await.body;
    let username = input(&page, "identifier");
    browser.begin("ada@example.com").await;
    let code = input(&browser.open("/sign-in").await.body, "credentials.passcode");
    for field in [&username, &code] {
        for attribute in [
            "autocapitalize=\"none\"",
            "autocorrect=\"off\"",
            "spellcheck=\"false\"",
            "translate=\"no\"",
            "enterkeyhint=\"go\"",
        ] {
            assert!(field.contains(attribute), "{attribute}: {field}");
        }
        assert!(!field.contains("pattern"), "{field}");
    }
    assert!(!code.contains("maxlength"), "{code}");

    let mut browser = site.browser();
    let start = browser.step_id("/sign-up").await;
    browser.submit(&start, &[]).await;
    let page = browser.open("/sign-up").await.body;
    for name in ["userProfile.firstName", "userProfile.lastName"] {
        assert!(input(&page, name).contains("autocapitalize=\"words\""), "{name}");
    }
    assert!(!input(&page, "userProfile.email").contains("autocapitalize=\"words\""));
}
