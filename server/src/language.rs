//! The language of a request: the one that its address names, else the one that was picked before, else the one that the
//! browser prefers, else that of the configuration.
//!
//! It belongs to the request and not to the session: a visitor may change it at any step, and keeps it when signed out.

use std::sync::Arc;

use app::pages::LANGUAGE;
use app::text::Language;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::Method;
use http::header::ACCEPT_LANGUAGE;
use http::header::SET_COOKIE;

use crate::route::asked;
use crate::state::AppState;
use crate::text_input::region::Region;

/// Returns the language in which to answer `request`.
pub fn of(state: &AppState, request: &Request) -> Language {
    if let Some(known) = request.extensions().get::<Language>() {
        return *known;
    }
    named(request)
        .or_else(|| state.cookies.language(request.headers()).and_then(nearest))
        .or_else(|| preferred(&accepted(request.headers()), state.policy.language))
        .unwrap_or(state.policy.language)
}

/// Keeps the language that the address of a page names, in a cookie. Nothing else depends on it, so that another site may
/// name one as well.
pub async fn keep(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let named = (request.method() == Method::GET).then(|| named(&request)).flatten();
    let mut response = next.run(request).await;
    if let Some(language) = named {
        response.headers_mut().append(SET_COOKIE, state.cookies.set_language(language.tag()));
    }
    response
}

/// Reads the setting.
pub fn setting(text: &str) -> Result<Language, String> {
    let tags = || Language::ALL.iter().map(|language| language.tag()).collect::<Vec<_>>();
    Language::tagged(text).ok_or_else(|| format!("write one of {}", tags().join(", ")))
}

fn named(request: &Request) -> Option<Language> {
    asked::form_value(request.uri().query()?, LANGUAGE).as_deref().and_then(nearest)
}

/// Returns the country of the language that the browser prefers.
pub fn region(headers: &HeaderMap) -> Option<&'static Region> {
    let accepted = accepted(headers);
    let ranges = accepted.split(',').filter_map(range);
    // Of two with the same weight, the first one.
    let heaviest = ranges.reduce(|most, other| if other.1 > most.1 { other } else { most });
    heaviest.and_then(|(tag, _)| Region::of_language(tag))
}

fn accepted(headers: &HeaderMap) -> String {
    let values = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    values.collect::<Vec<_>>().join(",")
}

/// Returns the language that a list of preferences (RFC 9110, section 12.5.4) asks for first. `*` is `otherwise`.
fn preferred(accepted: &str, otherwise: Language) -> Option<Language> {
    let mut ranges = accepted.split(',').filter_map(range).collect::<Vec<_>>();
    // Stable: of two with the same weight, the first one.
    ranges.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    ranges.into_iter().find_map(|(tag, _)| if tag == "*" { Some(otherwise) } else { nearest(tag) })
}

/// Reads one range and its weight; `None` if it is malformed or not wanted at all.
fn range(text: &str) -> Option<(&str, f32)> {
    let (tag, weight) = match text.split_once(';') {
        Some((tag, weight)) => {
            let (name, value) = weight.split_once('=')?;
            (tag, value.trim().parse::<f32>().ok().filter(|_| name.trim() == "q")?)
        }
        None => (text, 1.0),
    };
    (weight > 0.0 && weight <= 1.0).then(|| (tag.trim(), weight))
}

/// Returns the language of a tag, or of what is left of it without its last parts (RFC 4647, section 3.4): `de` for
/// `de-AT`.
fn nearest(tag: &str) -> Option<Language> {
    let mut rest = Some(tag);
    while let Some(tag) = rest {
        if let Some(language) = Language::tagged(tag) {
            return Some(language);
        }
        rest = tag.rsplit_once('-').map(|(shorter, _)| shorter);
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OTHERWISE: Language = Language::English;

    fn of_header(accepted: &str) -> Option<Language> {
        preferred(accepted, OTHERWISE)
    }

    #[test]
    fn the_heaviest_language_that_is_known_is_chosen() {
        for (accepted, expected) in [
            ("de", Some(Language::German)),
            ("fr, de;q=0.3, ar;q=0.8", Some(Language::Arabic)),
            ("de;q=0.5,ar;q=0.5", Some(Language::German)),
            ("en;q=0, de;q=0.1", Some(Language::German)),
            ("de-AT", Some(Language::German)),
            ("AR-eg-x-private, en", Some(Language::Arabic)),
            ("fr, *;q=0.5", Some(OTHERWISE)),
            ("fr, pl", None),
            ("", None),
        ] {
            assert_eq!(of_header(accepted), expected, "{accepted}");
        }
    }

    #[test]
    fn a_malformed_range_does_not_hide_the_others() {
        for broken in
            ["de;q=2", "de;q=-1", "de;q=NaN", "de;q", "de;q=", "de;level=1", ";", "-", "d e"]
        {
            assert_eq!(of_header(broken), None, "{broken}");
            assert_eq!(
                of_header(&format!("{broken}, ar;q=0.1")),
                Some(Language::Arabic),
                "{broken}"
            );
        }
    }

    #[test]
    fn a_part_of_a_tag_is_not_that_tag() {
        for tag in ["d", "deu", "den", "x-de", "-de", ""] {
            assert_eq!(nearest(tag), None, "{tag}");
        }
    }

    proptest! {
        #[test]
        fn whatever_a_browser_prefers_it_gets_a_language_of_its_list(accepted in "[a-zA-Z*;=,.q0-9 -]{0,60}") {
            if let Some(found) = of_header(&accepted) {
                let lower = accepted.to_ascii_lowercase();
                prop_assert!(lower.contains(found.tag()) || lower.contains('*'));
            }
        }

        #[test]
        fn the_order_of_a_list_matters_only_between_equal_weights(
            order in Just(vec![("en", 2_u16), ("de", 5), ("ar", 8), ("fr", 9)]).prop_shuffle(),
        ) {
            let list = order.iter().map(|(tag, weight)| format!("{tag};q=0.{weight}"));
            let list = list.collect::<Vec<_>>().join(", ");
            prop_assert_eq!(of_header(&list), Some(Language::Arabic));
        }

        #[test]
        fn no_header_causes_a_panic(accepted in "\\PC{0,80}", tag in "\\PC{0,20}") {
            let _ = of_header(&accepted);
            let _ = nearest(&tag);
        }
    }
}
