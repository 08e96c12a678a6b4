//! Where people read their mail.

/// A mailbox on the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// What people call it.
    pub name: &'static str,
    /// Where its inbox is.
    pub inbox: &'static str,
}

const GMAIL: Mailbox = Mailbox { name: "Gmail", inbox: "https://mail.google.com/mail/u/0/#inbox" };
const OUTLOOK: Mailbox =
    Mailbox { name: "Outlook", inbox: "https://outlook.live.com/mail/0/inbox" };
const YAHOO: Mailbox = Mailbox { name: "Yahoo Mail", inbox: "https://mail.yahoo.com/" };
const ICLOUD: Mailbox = Mailbox { name: "iCloud Mail", inbox: "https://www.icloud.com/mail" };
const PROTON: Mailbox = Mailbox { name: "Proton Mail", inbox: "https://mail.proton.me/u/0/inbox" };
const FASTMAIL: Mailbox =
    Mailbox { name: "Fastmail", inbox: "https://app.fastmail.com/mail/Inbox" };
const GMX: Mailbox = Mailbox { name: "GMX", inbox: "https://www.gmx.net/" };
const WEB_DE: Mailbox = Mailbox { name: "WEB.DE", inbox: "https://web.de/" };
const AOL: Mailbox = Mailbox { name: "AOL Mail", inbox: "https://mail.aol.com/" };
const ZOHO: Mailbox = Mailbox { name: "Zoho Mail", inbox: "https://mail.zoho.com/" };
const HEY: Mailbox = Mailbox { name: "HEY", inbox: "https://app.hey.com/" };

/// The mailbox behind the domain of an address, for providers that serve the public.
pub fn of_domain(domain: &str) -> Option<Mailbox> {
    Some(match domain {
        "gmail.com" | "googlemail.com" => GMAIL,
        "outlook.com" | "hotmail.com" | "live.com" | "msn.com" => OUTLOOK,
        "yahoo.com" | "ymail.com" | "rocketmail.com" => YAHOO,
        "icloud.com" | "me.com" | "mac.com" => ICLOUD,
        "proton.me" | "protonmail.com" | "pm.me" => PROTON,
        "fastmail.com" | "fastmail.fm" => FASTMAIL,
        "gmx.net" | "gmx.de" | "gmx.com" | "gmx.at" | "gmx.ch" => GMX,
        "web.de" => WEB_DE,
        "aol.com" => AOL,
        "zoho.com" | "zohomail.com" => ZOHO,
        "hey.com" => HEY,
        _ => return None,
    })
}
