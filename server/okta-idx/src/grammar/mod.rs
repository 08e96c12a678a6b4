//! Parses IDX responses.
//!
//! Unknown members are ignored, and used ones are checked strictly. A form, field, option or
//! message that is invalid is omitted (and counted), without affecting its neighbours. This module
//! makes no calls.

mod action;
mod authenticator;
mod authenticator_key;
mod choice;
mod document;
mod end_kind;
mod field;
mod field_role;
mod field_type;
mod form;
mod json;
mod message;
mod message_kind;
mod method_kind;
mod reference;
mod remediation;
mod reply;
mod word;

pub use action::Action;
pub use action::ActionKind;
pub use authenticator::Authenticator;
pub(crate) use authenticator::resolve;
pub use authenticator_key::AuthenticatorKey;
pub use choice::Choice;
pub(crate) use document::Document;
pub use document::Json;
pub use end_kind::EndKind;
pub use field::Display;
pub use field::Field;
pub(crate) use field::join;
pub use field_role::FieldRole;
pub use field_type::FieldType;
pub use form::Form;
pub use form::Href;
pub use form::IdentityProvider;
pub use form::Method;
pub(crate) use json::items;
pub(crate) use json::text;
pub use message::Class;
pub use message::Message;
pub use message::MessageLink;
pub use message_kind::MessageKind;
pub use method_kind::MethodKind;
pub use reference::FormRef;
pub use remediation::RemediationKind;
pub use reply::Reply;
pub(crate) use word::words;
