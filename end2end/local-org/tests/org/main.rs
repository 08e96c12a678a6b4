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
mod inline_policy;
mod links;
mod oauth;
mod pages;
mod password_life;
mod phone;
mod recovery;
mod refresh;
mod restart;
mod security_question;
mod seeding;
mod settings;
mod sign_in;
mod sign_up;
mod transactions;
