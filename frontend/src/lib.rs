//! Wakes the sign-in panel in the browser.

/// Called by the page once the module is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn wake() {
    app::browser::wake();
}
