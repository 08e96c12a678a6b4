//! Each sign-in as a picture of calls, drawn with three lanes: app, org, mailbox.

use std::collections::HashSet;

use serde_json::Value;

use super::html::escape;
use crate::calls::Call;
use crate::calls::CallLog;
use crate::calls::story;
use crate::calls::story::Story;
use crate::protocol::TransactionId;

/// Older sign-ins are left to the control API.
const SHOWN: usize = 12;

pub(super) fn section(log: &CallLog) -> String {
    let mut seen = HashSet::new();
    let mut newest_first: Vec<&TransactionId> = Vec::new();
    for call in log.oldest_first() {
        if let Some(id) = &call.transaction
            && seen.insert(id)
        {
            newest_first.insert(0, id);
        }
    }
    let mut content = String::new();
    for (index, id) in newest_first.into_iter().take(SHOWN).enumerate() {
        let calls: Vec<&Call> =
            log.oldest_first().filter(|call| call.transaction.as_ref() == Some(id)).collect();
        content.push_str(&group(id.as_str(), &heading(&calls), &calls, index == 0));
    }
    let outside: Vec<&Call> =
        log.oldest_first().filter(|call| call.transaction.is_none()).collect();
    if !outside.is_empty() {
        let shown = &outside[outside.len().saturating_sub(SHOWN)..];
        let title = "Outside of any sign-in: looking the org up, and calls that went astray";
        content.push_str(&group("outside", title, shown, false));
    }
    if content.is_empty() {
        content.push_str(
            "<p class=\"soft\">Nothing has happened yet. Every call of the next sign-in is drawn \
             here, with what it says and why.</p>",
        );
    }
    format!(
        "<section id=\"sequence\" class=\"panel\" aria-labelledby=\"sequence-title\">\n\
         <h2 id=\"sequence-title\">Sign-ins, call by call</h2>\n{content}\n</section>"
    )
}

fn group(key: &str, title: &str, calls: &[&Call], open: bool) -> String {
    let open = if open { " open" } else { "" };
    let rows: String =
        runs(calls).iter().map(|(call, story, times)| row(call, story, *times)).collect();
    format!(
        "<details class=\"sign-in\" data-key=\"{key}\"{open}>\n<summary>{}</summary>\n\
         <div class=\"lanes\" aria-hidden=\"true\"><span>Browser and app server</span>\
         <span>Okta org</span><span>Mailbox</span></div>\n<ol class=\"calls\">\n{rows}</ol>\n</details>\n",
        escape(title),
    )
}

/// Calls with equal stories that follow each other, such as polls, become one row.
fn runs<'a>(calls: &[&'a Call]) -> Vec<(&'a Call, Story, usize)> {
    let mut runs: Vec<(&Call, Story, usize)> = Vec::new();
    for call in calls {
        let story = story::tell(call);
        match runs.last_mut() {
            Some((last, told, times))
                if *told == story && last.status == call.status && call.path == last.path =>
            {
                *last = call;
                *times += 1;
            }
            _ => runs.push((call, story, 1)),
        }
    }
    runs
}

fn row(call: &Call, story: &Story, times: usize) -> String {
    let tone = if call.status < 400 { "good" } else { "bad" };
    let times = if times > 1 { format!(" × {times}") } else { String::new() };
    let message = call.mail.as_ref().map_or_else(String::new, |message| {
        format!(
            "<p class=\"arrow mail-out\"><a href=\"/mail/{}\">{} to {}</a></p>\n",
            escape(&message.id),
            message.channel.noun(),
            escape(&message.to)
        )
    });
    format!(
        "<li>\n<p class=\"why\">{}</p>\n<div class=\"wire\">\n\
         <p class=\"arrow out\"><code>{} {}</code>{times} <span>{}</span></p>\n{message}\
         <p class=\"arrow back {tone}\"><strong>{}</strong> <span>{}</span> \
         <span class=\"soft\">{} ms</span></p>\n</div>\n</li>\n",
        escape(&story.why),
        escape(&call.method),
        escape(&call.path),
        escape(&story.sent),
        call.status,
        escape(&story.answered),
        call.millis,
    )
}

/// The user, and how far they got.
fn heading(calls: &[&Call]) -> String {
    let mut who = None;
    let mut progress = "just started";
    for call in calls {
        let answered: Value = serde_json::from_str(&call.answered).unwrap_or_default();
        let sent: Value = serde_json::from_str(&call.sent).unwrap_or_default();
        let named =
            answered["user"]["value"]["identifier"].as_str().or(sent["identifier"].as_str());
        who = named.map(str::to_owned).or(who);
        progress = if answered.get("access_token").is_some() {
            "signed in"
        } else if answered.get("successWithInteractionCode").is_some() {
            "proven, tokens not fetched yet"
        } else if answered.get("remediation").is_some() {
            "under way"
        } else if answered.get("messages").is_some() {
            "ended without success"
        } else if call.path.ends_with("/v1/revoke") {
            "signed out"
        } else {
            progress
        };
    }
    let who = who.unwrap_or_else(|| "An unknown user".to_owned());
    let since = calls.first().map(|call| call.at.clock_time()).unwrap_or_default();
    let count = calls.len();
    let calls = if count == 1 { "call" } else { "calls" };
    format!("{who} – {progress} ({count} {calls} since {since})")
}
