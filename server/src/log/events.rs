//! Every event that the server logs, by the name in its field `event`.
//!
//! Names and reasons are stable: alerts may be built on them. Fields: `reason` or `okta.keys` say why; `user` is a
//! keyed hash of who; `request.id` and `client.network` of the span say which request and roughly from where.

/// The events and what each means.
pub const EVENTS: [(&str, &str); 43] = [
    (
        "clock.skewed",
        "this machine's clock and the org's differ by `skew_seconds` (the org's is ahead, if positive)",
    ),
    ("config.accounts_shown", "usernames can be enumerated (USHER_ENUMERATION_PREVENTION)"),
    ("config.loose_limits", "limits are loosened by USHER_LIMIT_FACTOR"),
    ("config.outdated", "a setting was given under a name of the last release"),
    (
        "connections.refused",
        "clients took too much: too slow, given up for others, or turned away (counts of 10 s)",
    ),
    ("csp.violation", "a browser reported that a page broke its policy"),
    (
        "host.rewritten",
        "a browser comes back under another host name: a proxy in front changes Host and passes on no X-Forwarded-Host",
    ),
    (
        "limit.reached",
        "mails, addresses, typed_codes or guesses: `reason` says which, `wait` how many seconds it lasts",
    ),
    (
        "limit.turned_away",
        "a request was rejected because the server is full (full) or its network sends too much (crowding, hasty)",
    ),
    ("link.malformed", "a link was opened that carries no code and state"),
    ("link.refused", "a link was followed in a browser that does not wait for it"),
    ("link.unfinished", "the org sent a browser back before its sign-in was over"),
    ("link.unknown", "a link was opened that no sign-in here waits for"),
    ("log.lost", "the log could not be written for a while: that many lines are missing"),
    ("log.misconfigured", "`RUST_LOG` cannot be read, so `info` is logged"),
    ("okta.accepts_again", "sign-ins can begin again, as a probe has found"),
    ("okta.failed", "the org did not answer, or not as expected"),
    (
        "okta.misconfigured",
        "the org refuses the app, or all users; `reason` and `detail` say what, `advice` what to change and where",
    ),
    ("okta.poll_failed", "a poll for a waiting sign-in failed (debug)"),
    ("request.refused", "a request was refused; `reason` is the code that the client got"),
    ("server.few_handles", "the system allows fewer open files than connections were asked for"),
    ("server.panic", "a bug: something panicked; the request got a generic answer"),
    ("server.started", "the server is ready"),
    ("server.stopped", "the server has stopped"),
    ("server.stopped_early", "work was abandoned at the stop"),
    ("session.evicted", "a user has signed in once too often; the oldest session has ended"),
    ("session.failed", "a session could not be read or written"),
    ("session.malformed_cookie", "a cookie under the session cookie's name holds no session id"),
    ("session.signed_out", "a user signed out"),
    ("session.unreadable", "a session record could not be opened: another key, or changed bytes"),
    ("sign_in.expired", "an answer came after the sign-in had expired"),
    ("sign_in.hidden", "a username that cannot sign in got a decoy; `okta.keys` say why"),
    ("sign_in.no_cookies", "a first step was answered without a cookie; no email was sent"),
    ("sign_in.refused", "Okta refused an answer; `okta.keys` are the keys of its messages"),
    ("sign_in.started", "a sign-in started"),
    ("sign_in.succeeded", "a user signed in"),
    ("sign_in.token_refused", "the token of an email was refused; its user can sign in instead"),
    ("sign_in.username_refused", "what was typed is no username"),
    (
        "sign_in.wrong_issuer",
        "a page was asked to start a sign-in for another issuer; its hint and target were ignored",
    ),
    ("site.incomplete", "the built site lacks a file (debug builds; a release does not start)"),
    ("store.failed", "the session store does not work"),
    ("tokens.not_revoked", "a token could not be revoked and lives until it expires"),
    ("tokens.refused", "an interaction code gave no usable tokens; `reason` names the check"),
];
