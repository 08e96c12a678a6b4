//! Wakes the islands of the app in the browser.

// Linking the crate is what brings its islands into the module.
use app as _;

/// Called by the page once the module is loaded; the page then wakes each island it finds.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
