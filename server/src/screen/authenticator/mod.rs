//! One file an authenticator: what its screens say, and what answering them can cause.

pub(super) mod email;
pub(super) mod google_otp;
pub(super) mod okta_verify;
pub(super) mod one_time_code;
pub(super) mod password;
pub(super) mod phone;
pub(super) mod security_question;
