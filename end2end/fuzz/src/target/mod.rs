//! The targets.

pub mod callback_query;
pub mod discovery;
pub mod form_body;
pub mod forwarded_address;
pub mod hostile_org;
pub mod id_token;
pub mod idx_answer;
pub mod key_set;
pub mod origin_gate;
pub mod page_address;
pub mod return_address;
pub mod saved_transaction;
pub mod sealed_record;
pub mod session_cookie;
pub mod session_record;
pub mod username;
