//! The language of a response, and the `Accept-Language` header that Okta receives.

use app::server_functions::SUBMIT;
use app::step::Step;
use okta_idx::LanguageTag;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::Site;

async fn open(browser: &mut Browser, path: &str, accepted: &str) -> Answer {
    let request = browser
        .request("GET", path)
        .header("accept", "text/html")
        .header("accept-language", accepted)
        .header("sec-fetch-site", "none");
    browser.send(request).await
}

fn speaks(page: &Answer, tag: &str, direction: &str) -> bool {
    page.body.contains(&format!("<html lang=\"{tag}\" dir=\"{direction}\">"))
}

#[tokio::test]
async fn a_page_is_in_the_language_that_the_browser_prefers() {
    let site = Site::start().await;
    let german = open(&mut site.browser(), "/sign-in", "fr, de-CH;q=0.9, en;q=0.8").await;
    assert!(speaks(&german, "de", "ltr") && german.body.contains(">Anmelden<"), "{}", german.body);
    let arabic = open(&mut site.browser(), "/no/such/page", "ar-EG").await;
    assert_eq!(arabic.status, 404);
    assert!(speaks(&arabic, "ar", "rtl") && arabic.body.contains("هذه الصفحة غير موجودة"));
    let other = open(&mut site.browser(), "/sign-in", "fr").await;
    assert!(speaks(&other, "en", "ltr"));
}

#[tokio::test]
async fn the_configured_language_is_for_browsers_that_prefer_none_of_the_list() {
    let site = Site::start_with(&["--language", "de"]).await;
    assert!(speaks(&open(&mut site.browser(), "/sign-in", "fr").await, "de", "ltr"));
    assert!(speaks(&open(&mut site.browser(), "/sign-in", "en").await, "en", "ltr"));
}

#[tokio::test]
async fn a_language_in_the_address_is_kept_and_wins_over_the_browser() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let picked = open(&mut browser, "/sign-in?lang=ar&return_to=%2Fa%3Fb", "de").await;
    assert!(speaks(&picked, "ar", "rtl"));
    let kept = "<input type=\"hidden\" name=\"return_to\" value=\"/a?b\"";
    assert!(picked.body.contains(kept), "{}", picked.body);
    assert_eq!(browser.cookies.get("usher-language").map(String::as_str), Some("ar"));
    assert!(speaks(&open(&mut browser, "/sign-up", "de").await, "ar", "rtl"));
}

#[tokio::test]
async fn a_language_that_nobody_speaks_here_is_neither_used_nor_kept() {
    let site = Site::start().await;
    for tag in ["xx", "", "de%0d%0aset-cookie:a=b", "..%2fde", "de&lang=ar"] {
        let mut browser = site.browser();
        let page = open(&mut browser, &format!("/sign-in?lang={tag}"), "de").await;
        assert!(speaks(&page, "de", "ltr"), "{tag}");
        assert!(!browser.cookies.contains_key("usher-language"), "{tag}");
    }
    let mut browser = site.browser();
    browser.cookies.insert("usher-language".to_owned(), "<script>".to_owned());
    let page = open(&mut browser, "/sign-in", "de").await;
    assert!(speaks(&page, "de", "ltr"));
}

#[tokio::test]
async fn a_step_is_in_the_language_of_the_request_and_okta_is_asked_in_it() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.open("/sign-in?lang=de").await;
    let step = browser.begin("ada@example.com").await;
    assert_eq!(step.title, "Sehen Sie in Ihrem Postfach nach", "{step:?}");
    let wrong = browser.answer_code(&step, "000000").await;
    let field = &wrong.form.as_ref().unwrap().fields[0];
    assert!(field.error.starts_with("Dieser Code ist nicht richtig"), "{wrong:?}");
    browser.open("/sign-in?lang=ar").await;
    assert_eq!(browser.current().await.title, "تحقَّق من بريدك الإلكتروني");
    for path in ["/oauth2/default/v1/interact", "/idp/idx/introspect", "/idp/idx/identify"] {
        let calls = site.org.calls(path).await;
        assert!(!calls.is_empty(), "{path}");
        for call in calls {
            assert_eq!(call["headers"]["accept-language"], "de", "{path}");
        }
    }
}

/// Everything that a step says is wrong.
fn said(step: &Step) -> String {
    let notices = step.messages.iter().map(|message| message.text.as_str());
    let fields = step.form.iter().flat_map(|form| &form.fields);
    notices.chain(fields.map(|field| field.error.as_str())).collect()
}

#[tokio::test]
async fn what_was_wrong_in_one_language_is_read_in_another_after_a_change() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.open("/sign-in?lang=de").await;
    let mistyped = browser.begin("ada@example").await;
    let german = said(&mistyped);
    assert!(german.contains("unvollständig"), "{german}");
    browser.open("/sign-in?lang=en").await;
    let english = said(&browser.current().await);
    assert!(!english.is_empty() && english != german, "{english}");
    let step = browser.begin("ada@example.com").await;
    let soon = browser.act(&step, "resend").await;
    assert!(said(&soon).contains("seconds"), "{soon:?}");
    browser.open("/sign-in?lang=de").await;
    let soon = said(&browser.current().await);
    assert!(soon.contains("Sekunden"), "{soon}");
    // What Okta says is kept by its key, too.
    let step = browser.current().await;
    let wrong = said(&browser.answer_code(&step, "000000").await);
    browser.open("/sign-in?lang=ar").await;
    let arabic = said(&browser.current().await);
    assert!(arabic.contains("الرمز") && arabic != wrong, "{arabic}");
}

#[tokio::test]
async fn a_refused_form_is_explained_in_the_language_of_the_browser() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let request = browser
        .form(SUBMIT, "text/html", &[("step", "x")])
        .header("accept-language", "de")
        .header("sec-fetch-site", "cross-site");
    let refused = browser.send(request).await;
    assert!(refused.status.is_client_error());
    assert!(speaks(&refused, "de", "ltr"), "{}", refused.body);
}

#[test]
fn okta_understands_every_language_of_the_pages() {
    for &language in app::text::Language::ALL {
        assert!(LanguageTag::parse(language.tag()).is_some(), "{language:?}");
    }
}
