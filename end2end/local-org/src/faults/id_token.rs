//! The ways an ID token can be wrong, after the OIDC Foundation's tests for relying parties.

use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

/// One thing that is wrong (or, for `aud-array` and `inside-skew`, merely unusual).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum IdTokenFault {
    /// The token endpoint answers without an ID token.
    Absent,
    WrongIss,
    MissingIss,
    WrongAud,
    MissingAud,
    /// Right: the client id as the only member of an array.
    AudArray,
    MultiAudWithoutAzp,
    WrongAzp,
    WrongSub,
    MissingSub,
    WrongNonce,
    MissingNonce,
    Expired,
    MissingExp,
    /// Right: expired, but within the 60 s that clocks may differ.
    InsideSkew,
    MissingIat,
    FutureIat,
    FutureNbf,
    WrongAtHash,
    MissingAtHash,
    WrongAcr,
    OldAuthTime,
    WrongSignature,
    AlgNone,
    AlgHs256,
    AlgEs256,
    NullAlg,
    MissingKid,
    UnknownKid,
    /// A key inside the header, and a signature that fits it.
    EmbeddedJwk,
    /// The address of a key set in the header (`jku`), and a signature by a key that is not the org's.
    ForeignJku,
    /// As before, with the address of a certificate (`x5u`).
    ForeignX5u,
    WrongTyp,
    /// Says that it is a logout token.
    LogoutTyp,
    UnknownCrit,
    DuplicateKeys,
    /// The last character of the signature has bits set that mean nothing.
    NonCanonical,
    /// Over a megabyte of claims.
    Huge,
    /// Right: sixteen kilobytes of claims.
    Long,
    /// Expired 90 s ago: more than clocks may differ.
    OutsideSkew,
    /// The hash of another user's access token.
    ForeignAccessToken,
    Garbage,
}

impl IdTokenFault {
    /// Spoils header and claims before they are signed.
    pub(crate) fn spoil(self, header: &mut Value, claims: &mut Value, now: i64) {
        let mut drop_claim = |name: &str| {
            if let Some(claims) = claims.as_object_mut() {
                claims.remove(name);
            }
        };
        match self {
            Self::MissingIss => drop_claim("iss"),
            Self::MissingAud => drop_claim("aud"),
            Self::MissingSub => drop_claim("sub"),
            Self::MissingNonce => drop_claim("nonce"),
            Self::MissingExp => drop_claim("exp"),
            Self::MissingIat => drop_claim("iat"),
            Self::MissingAtHash => drop_claim("at_hash"),
            Self::WrongIss => claims["iss"] = json!("http://127.0.0.1:9/oauth2/default"),
            Self::WrongAud => claims["aud"] = json!("another-client"),
            Self::AudArray => claims["aud"] = json!([claims["aud"]]),
            Self::MultiAudWithoutAzp => claims["aud"] = json!([claims["aud"], "another-client"]),
            Self::WrongAzp => {
                claims["aud"] = json!([claims["aud"], "another-client"]);
                claims["azp"] = json!("another-client");
            }
            Self::WrongSub => claims["sub"] = json!("00uSomebodyElse00000"),
            Self::WrongNonce => claims["nonce"] = json!("a-nonce-of-another-sign-in"),
            Self::Expired => {
                claims["iat"] = json!(now - 7200);
                claims["exp"] = json!(now - 3600);
            }
            Self::InsideSkew => {
                claims["iat"] = json!(now - 3600);
                claims["exp"] = json!(now - 30);
            }
            Self::FutureIat => {
                claims["iat"] = json!(now + 3600);
                claims["exp"] = json!(now + 7200);
            }
            Self::FutureNbf => claims["nbf"] = json!(now + 3600),
            Self::WrongAtHash => claims["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA"),
            Self::WrongAcr => claims["acr"] = json!("urn:okta:loa:0:nothing"),
            Self::OldAuthTime => claims["auth_time"] = json!(now - 30 * 24 * 3600),
            Self::AlgNone => header["alg"] = json!("none"),
            Self::AlgHs256 => header["alg"] = json!("HS256"),
            Self::AlgEs256 => header["alg"] = json!("ES256"),
            Self::NullAlg => header["alg"] = Value::Null,
            Self::MissingKid => {
                if let Some(header) = header.as_object_mut() {
                    header.remove("kid");
                }
            }
            Self::UnknownKid => header["kid"] = json!("a-key-that-is-not-published"),
            Self::WrongTyp => header["typ"] = json!("at+jwt"),
            Self::LogoutTyp => header["typ"] = json!("logout+jwt"),
            Self::ForeignJku => header["jku"] = json!("http://127.0.0.1:9/keys"),
            Self::ForeignX5u => header["x5u"] = json!("http://127.0.0.1:9/certificate"),
            Self::Huge => claims["padding"] = json!("x".repeat(1_100_000)),
            Self::Long => claims["padding"] = json!("x".repeat(16 * 1024)),
            Self::OutsideSkew => {
                claims["iat"] = json!(now - 3600);
                claims["exp"] = json!(now - 90);
            }
            // The left half of the SHA-256 of some other token.
            Self::ForeignAccessToken => claims["at_hash"] = json!("LPJNul-wow4m6DsqxbninQ"),
            Self::UnknownCrit => header["crit"] = json!(["local-org-unknown"]),
            Self::Absent
            | Self::WrongSignature
            | Self::EmbeddedJwk
            | Self::DuplicateKeys
            | Self::NonCanonical
            | Self::Garbage => {}
        }
    }
}
