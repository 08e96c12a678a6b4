//! The behaviour of the panel in the browser: it posts forms, listens for events, counts down, and
//! moves the focus.
//!
//! The page holds all state, and these modules read it from there. Elements are found by name,
//! because browser extensions insert their own elements anywhere.

mod code;
mod focus;
mod listen;
mod page;
mod post;
mod reveal;
mod rules;
mod tick;
mod typed;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;
use web_sys::FormData;
use web_sys::HtmlFormElement;

use crate::step::Step;

/// The number of requests until a first step is accepted as the answer.
const LOOKS: u32 = 6;
/// The pause between these requests.
const LOOK_AGAIN_MS: u32 = 1000;

/// Activates the panel of the page, if it has one.
pub fn wake() {
    let Some(panel) = page::panel() else { return };
    listen::while_waiting();
    tick::every_second();
    focus::when_shown_again();
    page::on(&panel, "input", |event| {
        if let Some(input) = event.target().and_then(|it| it.dyn_into().ok()) {
            code::submit_if_complete(&input);
            rules::tick(&input);
        }
    });
    page::on(&panel, "change", reveal::follow);
    page::on(&panel, "submit", on_submit);
}

fn on_submit(event: &Event) {
    let Some(form) = event.target().and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    let is_ours = post::is_ours(&form);
    // A button with `aria-disabled`, for example during a countdown, stays in the tab order but
    // must not submit. In the panel's own forms only the panel's own buttons count.
    let waiting = if is_ours { ".quiet[aria-disabled]" } else { "[aria-disabled]" };
    let waits = form.query_selector(waiting).is_ok_and(|found| found.is_some());
    if !is_ours && !waits {
        return;
    }
    event.prevent_default();
    if waits || page::is_busy() {
        return;
    }
    reveal::hide_all();
    if let Ok(fields) = FormData::new_with_form(&form) {
        post::add_button(event, &fields);
        page::set_busy(true);
        page::unsay();
        spawn_local(answer(form, fields));
    }
}

/// Posts a form and shows the next step. The response is ignored if another step is shown by then.
async fn answer(form: HtmlFormElement, fields: FormData) {
    let answered = page::shown_step();
    let answer = post::form(&form, &fields).await;
    page::set_busy(false);
    if page::shown_step() == answered {
        match answer {
            Ok(next) => show(next, Some(&fields)),
            Err(why) => page::say(why),
        }
    }
}

/// Replaces the current step by `next`. `sent` has the fields that it responds to.
fn show(next: Step, sent: Option<&FormData>) {
    if next.go.is_empty() {
        let typed = typed::Typed::now(sent);
        page::replace_step(next);
        listen::while_waiting();
        tick::every_second();
        if !typed.restore() {
            focus::move_to_step();
        }
    } else {
        focus::leave_for(&next.go);
    }
}

/// Starts [`look`] without waiting for it.
fn refresh(anyway: bool) {
    spawn_local(look(anyway));
}

/// Fetches the current step, and shows it if it is new, or `anyway`. Stops if another step is drawn
/// or a form is posted in the meantime.
///
/// A waiting page may receive its event just before its browser has the cookie of the new session.
/// The server then responds with a first step, which is accepted only if it stays the response.
async fn look(anyway: bool) {
    let shown = page::shown_step();
    let waited = page::is_waiting();
    for more in (0..LOOKS).rev() {
        if page::is_busy() {
            return;
        }
        let answer = post::current().await;
        if page::is_busy() || page::shown_step() != shown {
            return;
        }
        if let Ok(next) = answer {
            let is_first = Step::is_first(&next.id);
            if !(is_first && waited && more > 0) {
                // Each first step has a different id, but all of them are equivalent.
                let is_news = next.id != shown && !(is_first && Step::is_first(&shown));
                if is_news || (anyway && !is_first) {
                    show(next, None);
                }
                return;
            }
        }
        TimeoutFuture::new(LOOK_AGAIN_MS).await;
    }
}
