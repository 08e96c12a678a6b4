//! HTTP as the org speaks it: answers, bodies, headers, and who may ask at all.

pub(crate) mod answer;
pub(crate) mod cors;
pub(crate) mod exchange;
pub(crate) mod guard;
pub(crate) mod params;
