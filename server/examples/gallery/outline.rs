//! A screen as lines of text.

use std::fmt::Write as _;

use app::step::Step;

/// Returns the screen from top to bottom.
pub(super) fn of(step: &Step) -> String {
    let mut text = format!("  # {}\n", step.title);
    let mut line = |mark: &str, said: &str| {
        if !said.is_empty() {
            let _infallible = writeln!(text, "  {mark} {said}");
        }
    };
    line(" ", &step.lead);
    for fact in &step.facts {
        line("-", &format!("{}: {}", fact.title, fact.text));
    }
    for message in &step.messages {
        line("!", &message.text);
        line(" →", &message.href);
    }
    for field in step.form.iter().flat_map(|form| &form.fields) {
        let star = if field.required { "*" } else { "" };
        line("▢", &format!("{}{star} {}", field.label, field.value));
        for choice in field.kind.choices() {
            line("  ○", &format!("{} {}", choice.label, choice.detail));
        }
        for rule in &field.rules {
            line("  •", &rule.text);
        }
        line("  ?", &field.hint);
        line("  !", &field.error);
    }
    if let Some(form) = &step.form {
        line("▶", &form.submit);
    }
    line("…", &step.waiting);
    for action in &step.actions {
        line("›", &action.label);
    }
    for link in &step.links {
        line("→", &format!("{} ({})", link.label, link.href));
    }
    text
}
