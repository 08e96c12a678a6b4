//! A token server of the company's own.

use super::Facts;
use super::token_server::TokenServer;

const FACTS: Facts = Facts {
    name: "onprem_mfa",
    key: "onprem_mfa",
    kind: "security_key",
    id: "autLocalOrgOnPre0001",
    enrollment_prefix: "opm",
    seed: "code",
    label: "On-Prem MFA",
    methods: &[("otp", "One-time code")],
    asks_for: "the code from the company's token",
};

pub(super) const ONPREM_MFA: TokenServer =
    TokenServer { facts: &FACTS, user_name: ("clientData", "credentials.clientData") };
