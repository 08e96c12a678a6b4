//! Prints what the library reads in IDX responses, one JSON line per file: `cargo run -p okta-idx
//! --example inspect -- FILE…`.
//!
//! - `steps`: the forms in Okta's order. `authenticator` is the authenticator of the whole form.
//!   `pollMs` is the form's own interval, or that of its authenticator's `poll` action.
//! - `fields`: dotted names of all fields with a value, visible or not, preset or not, also inside
//!   groups and options. Groups themselves are not listed. Neither is `stateHandle`, because every
//!   form has it and no caller fills it in.
//! - `options`: the labels of all options at every depth, in order; a value replaces a missing
//!   label.
//! - `messages`: of the whole response, then of fields at every depth, without duplicates.
//! - `actions`: plain names of all forms without answers, each once, from any place of the
//!   response.
//!
//! A file that is not an IDX response is `unusable`, which is a result; only an unreadable file is
//! a failure.

use std::io::Write as _;
use std::process::ExitCode;

use okta_idx::Classified;
use okta_idx::Field;
use okta_idx::Form;
use okta_idx::Reply;
use okta_idx::classify;
use serde_json::Value;
use serde_json::json;

fn main() -> ExitCode {
    let mut outcome = ExitCode::SUCCESS;
    let mut out = std::io::stdout().lock();
    for file in std::env::args_os().skip(1) {
        let name = file.to_string_lossy();
        match std::fs::read(&file) {
            // The reader has closed the pipe, as `| head` does.
            Ok(body) if writeln!(out, "{}", inspect(&name, &body)).is_err() => return outcome,
            Ok(_) => {}
            Err(error) => {
                eprintln!("{name}: {error}");
                outcome = ExitCode::FAILURE;
            }
        }
    }
    outcome
}

pub(crate) fn inspect(file: &str, body: &[u8]) -> Value {
    match classify(body) {
        Classified::Pending(reply) => line(file, "pending", Some(&reply)),
        Classified::Terminal(reply) => line(file, "terminal", Some(&reply)),
        Classified::Success(reply, _) => line(file, "success", Some(&reply)),
        Classified::OAuthError(_) => line(file, "oauth_error", None),
        Classified::ApiError(_) => line(file, "api_error", None),
        _ => line(file, "unusable", None),
    }
}

fn line(file: &str, kind: &str, reply: Option<&Reply>) -> Value {
    let steps: Vec<Value> = reply.into_iter().flat_map(Reply::forms).map(step).collect();
    let messages: Vec<Value> = reply
        .into_iter()
        .flat_map(Reply::messages)
        .map(|message| {
            let class = message.class.as_ref().map(okta_idx::Class::as_str);
            json!({ "class": class, "key": message.key, "text": message.text })
        })
        .collect();
    let mut actions: Vec<&str> = Vec::new();
    for action in reply.into_iter().flat_map(Reply::actions) {
        if !actions.contains(&action.plain_name()) {
            actions.push(action.plain_name());
        }
    }
    json!({
        "file": file,
        "kind": kind,
        "steps": steps,
        "messages": messages,
        "actions": actions,
        "expiresAt": reply.and_then(Reply::expires_at_text),
    })
}

fn step(form: &Form) -> Value {
    let (mut fields, mut options) = (Vec::new(), Vec::new());
    for field in form.fields.iter().filter(|field| field.name != "stateHandle") {
        gather(field, "", &mut fields, &mut options);
    }
    let authenticator = form.authenticator.as_ref();
    json!({
        "name": form.name,
        "authenticator": authenticator.map(|found| json!({ "key": found.key_text, "type": found.kind })),
        "fields": fields,
        "options": options,
        "pollMs": form.poll_interval().map(|interval| u64::try_from(interval.as_millis()).unwrap_or(u64::MAX)),
    })
}

fn gather(field: &Field, parent: &str, fields: &mut Vec<String>, options: &mut Vec<String>) {
    let path =
        if parent.is_empty() { field.name.clone() } else { format!("{parent}.{}", field.name) };
    if field.fields.is_empty() && !fields.contains(&path) {
        fields.push(path.clone());
    }
    for inner in &field.fields {
        gather(inner, &path, fields, options);
    }
    for option in &field.options {
        options.extend(option.title());
        for inner in &option.fields {
            gather(inner, &path, fields, options);
        }
    }
    let hinted = field.display.iter().flat_map(|display| &display.options);
    options.extend(hinted.map(|(_, label)| label.clone()));
}
