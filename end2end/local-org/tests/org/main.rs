//! The org from outside, over HTTP: each flow, each control verb, each promise to the SDK.

mod accounts;
mod browsers;
mod calls;
mod clients;
mod controls;
mod enrollment;
mod factors;
mod faults;
mod google_otp;
mod helpers;
mod id_tokens;
mod interludes;
mod links;
mod oauth;
mod pages;
mod phone;
mod profile;
mod recovery;
mod refresh;
mod restart;
mod security_question;
mod settings;
mod sign_in;
mod sign_up;
mod transactions;
