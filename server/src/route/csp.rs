//! Reports of browsers about pages that broke their policy.
//!
//! Any client may write here, so little is believed and less is kept: an address loses its query, a report is one line
//! of bounded length, and only so many lines are written in a minute. The origin gate stands before it as before any
//! other change: a browser sends the reports about pages of this site from those pages.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderMap;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde_json::Value;
use time::OffsetDateTime;
use url::Url;

use crate::failure::refuse;
use crate::state::AppState;

/// Reports that are logged in a minute; others are counted.
const LINES: u32 = 30;
/// Characters of one field of a report.
const LONGEST: usize = 120;

/// How many reports of this minute were logged, and how many were not.
#[derive(Debug, Default)]
pub struct Reports(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    number: i64,
    written: u32,
    dropped: u64,
}

impl Reports {
    /// Returns whether one more may be logged, and how many were dropped since the last one.
    fn admit(&self, now: OffsetDateTime) -> Option<u64> {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.unix_timestamp() / 60;
        if number != minute.number {
            (minute.number, minute.written) = (number, 0);
        }
        if minute.written == LINES {
            minute.dropped += 1;
            return None;
        }
        minute.written += 1;
        Some(std::mem::take(&mut minute.dropped))
    }
}

/// `POST /_csp`: takes reports in both spellings, `report-uri` and `report-to`.
pub async fn report(
    State(state): State<Arc<AppState>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !["application/csp-report", "application/reports+json"].contains(&kind.as_str()) {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
    }
    let Ok(reports) = serde_json::from_slice::<Value>(&body) else {
        return refuse(StatusCode::BAD_REQUEST, "bad-request");
    };
    let reports = match reports {
        Value::Array(reports) => reports,
        one => vec![one],
    };
    for report in reports.iter().filter_map(opened) {
        if let Some(dropped) = state.reports.admit(state.clock.now()) {
            write_down(report, dropped);
        }
    }
    StatusCode::NO_CONTENT.into_response()
}

/// Returns the content of a report out of the envelope of either spelling: `WebKit` puts the newer one under the type
/// of the older.
fn opened(report: &Value) -> Option<&Value> {
    report.get("csp-report").or_else(|| report.get("body"))
}

fn write_down(report: &Value, dropped: u64) {
    // The older spelling has hyphens, the newer one capitals.
    let field = |names: [&str; 2]| {
        names.iter().find_map(|name| report.get(name)).and_then(Value::as_str).unwrap_or_default()
    };
    tracing::warn!(
        event = "csp.violation",
        csp.directive = word(field(["effective-directive", "effectiveDirective"])),
        csp.disposition = word(field(["disposition", "disposition"])),
        csp.page = place(field(["document-uri", "documentURL"])),
        csp.blocked = place(field(["blocked-uri", "blockedURL"])),
        csp.source = place(field(["source-file", "sourceFile"])),
        csp.dropped = dropped,
        "a browser reports that a page broke its policy"
    );
}

/// Returns the name of a directive or a keyword, and nothing that is neither.
fn word(text: &str) -> String {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    text.chars().take(LONGEST).filter(allowed).collect()
}

/// Returns an address without its query, fragment and credentials; of a `data:` address only that it is one.
fn place(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) if url.has_host() => {
            let address = format!("{}{}", url.origin().ascii_serialization(), url.path());
            address.chars().take(LONGEST).collect()
        }
        Ok(url) => word(url.scheme()),
        Err(_) => word(text.split(['?', '#', '/']).next().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows: H8
    #[test]
    fn of_an_address_only_origin_and_path_are_kept() {
        for (given, kept) in [
            ("https://u:p@a.example/login/callback?otp=1#x", "https://a.example/login/callback"),
            ("data:text/html,secret", "data"),
            ("trusted-types-sink", "trusted-types-sink"),
            ("inline\n\u{1b}[31m", "inline31m"),
            ("/path?otp=1", ""),
        ] {
            assert_eq!(place(given), kept);
        }
        assert_eq!(place(&format!("https://a.example/{}", "x".repeat(9999))).len(), LONGEST);
    }

    /// Shows: H8
    #[test]
    fn a_report_is_opened_whatever_its_envelope() {
        for envelope in ["csp-report", "body"] {
            let report = serde_json::json!({ "type": "csp-violation", envelope: { "a": 1 } });
            assert_eq!(opened(&report), Some(&serde_json::json!({ "a": 1 })));
        }
        assert_eq!(opened(&serde_json::json!({ "type": "other" })), None);
        assert_eq!(opened(&serde_json::json!([1])), None);
    }

    /// Shows: H8
    #[test]
    fn thirty_lines_a_minute_are_written_and_the_rest_is_counted() {
        let reports = Reports::default();
        let now = OffsetDateTime::UNIX_EPOCH + time::Duration::hours(1);
        assert_eq!((0..100).filter(|_| reports.admit(now).is_some()).count(), 30);
        assert_eq!(reports.admit(now + time::Duration::minutes(1)), Some(70));
    }
}
