//! Responses of the org.

use okta_idx::Classified;
use okta_idx::Reply;
use okta_idx::classify;

/// Every form can be found by its reference, and printed errors never repeat request data.
pub fn target(data: &[u8]) {
    match classify(data) {
        Classified::Pending(reply) => {
            assert!(!reply.forms().is_empty(), "a next step without a form");
            consistent(&reply);
        }
        Classified::Terminal(reply) => {
            assert!(reply.forms().is_empty(), "an end with a form");
            consistent(&reply);
        }
        Classified::Success(reply, code) => {
            assert!(!code.expose().is_empty(), "a success without a code");
            consistent(&reply);
        }
        Classified::OAuthError(error) => {
            assert!(is_plain(error.safe_code()));
            assert_eq!(error.to_string(), format!("OAuth error {}", error.safe_code()));
        }
        Classified::ApiError(error) => {
            assert!(is_plain(error.safe_code()));
            assert_eq!(error.to_string(), format!("Okta API error {}", error.safe_code()));
        }
        _ => {}
    }
}

fn consistent(reply: &Reply) {
    for form in reply.forms() {
        assert!(reply.form_at(&form.reference()).is_some(), "a form that cannot be found again");
        for field in &form.fields {
            assert!(form.field(&field.name).is_some(), "a field that cannot be found again");
        }
        let _ = (form.is_submittable(), form.poll_interval());
    }
    for message in reply.messages() {
        let text = server::flow::Text::said(message);
        let _ = server::screen::messages::text(app::text::Language::English, &text);
    }
    let _ = (reply.expires_at(), reply.redirect(), reply.shown_code(), reply.user_identifier());
    let _ = format!("{reply:?}");
}

fn is_plain(code: &str) -> bool {
    code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
