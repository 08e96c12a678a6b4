//! Rate limits on attempts and emails, and what many requests at once lead to.

mod at_once;
mod attempts;
mod messages;

use app::step::Step;

use crate::support::Browser;
use crate::support::Site;

const ANSWER: &str = "/idp/idx/challenge/answer";
const STRICT: [&str; 4] = ["--limit-factor", "1", "--trusted-proxies", "127.0.0.1"];

async fn strict() -> Site {
    Site::start_with(&STRICT).await
}

fn says(step: &Step, text: &str) -> bool {
    let field = step.form.iter().flat_map(|form| &form.fields).any(|it| it.error.contains(text));
    field || step.messages.iter().any(|message| message.text.contains(text))
}

/// Returns how many emails the org sent to an address.
async fn mails(site: &Site, to: &str) -> usize {
    site.org.mails(to).await.len()
}

fn from(site: &Site, address: &str) -> Browser {
    let mut browser = site.browser();
    browser.address = Some(address.to_owned());
    browser
}
