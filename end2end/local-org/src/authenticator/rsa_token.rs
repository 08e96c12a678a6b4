//! RSA `SecurID`.

use super::Facts;
use super::token_server::TokenServer;

const FACTS: Facts = Facts {
    name: "rsa_token",
    key: "rsa_token",
    kind: "security_key",
    id: "autLocalOrgRsaTo0001",
    enrollment_prefix: "rsa",
    seed: "code",
    label: "RSA SecurID",
    methods: &[("otp", "One-time code")],
    asks_for: "the code from the RSA token",
};

pub(super) const RSA_TOKEN: TokenServer =
    TokenServer { facts: &FACTS, user_name: ("userName", "credentials.userName") };
