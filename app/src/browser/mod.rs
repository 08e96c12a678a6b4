//! What the panel does once its WebAssembly runs: posts its forms itself, listens, ticks, and moves the focus.
//!
//! What is shown is kept in one place only, the page; each of these reads from there what it needs. Everything is found by
//! its name and never by its place: browser extensions put elements of their own anywhere.

mod code;
mod focus;
mod listen;
mod page;
mod post;
mod tick;
mod typed;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;
use web_sys::FormData;
use web_sys::HtmlFormElement;

use crate::step::Step;

/// How often the server is asked until its answer counts.
const LOOKS: u32 = 6;
/// The pause between.
const LOOK_AGAIN_MS: u32 = 1000;

/// Takes over the panel of the page, if it has one.
pub fn wake() {
    let Some(panel) = page::panel() else { return };
    listen::while_waiting();
    tick::every_second();
    focus::when_shown_again();
    page::on(&panel, "input", |event| {
        if let Some(input) = event.target().and_then(|it| it.dyn_into().ok()) {
            code::submit_if_complete(&input);
        }
    });
    page::on(&panel, "submit", on_submit);
}

fn on_submit(event: &Event) {
    let Some(form) = event.target().and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    let is_ours = post::is_ours(&form);
    // A button that waits, for the end of a countdown or whatever else, is no button yet, although it keeps its place in the
    // tab order. In our own forms only our own buttons count.
    let waiting = if is_ours { ".quiet[aria-disabled]" } else { "[aria-disabled]" };
    let waits = form.query_selector(waiting).is_ok_and(|found| found.is_some());
    if !is_ours && !waits {
        return;
    }
    event.prevent_default();
    if waits || page::is_busy() {
        return;
    }
    if let Ok(fields) = FormData::new_with_form(&form) {
        page::set_busy(true);
        page::unsay();
        spawn_local(answer(form, fields));
    }
}

/// Sends a form and shows the step that comes back. A step that was left meanwhile needs no answer any more.
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

/// Puts `next` in the place of the step that is shown. `sent` is what it answers.
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

/// [`look`]s without anybody waiting for it.
fn refresh(anyway: bool) {
    spawn_local(look(anyway));
}

/// Asks the server where the sign-in stands, and shows it if that is news, or `anyway`. Gives up in favour of whatever
/// is drawn meanwhile, and of an answer that is awaited.
///
/// A page that waited may hear the news a moment before its browser has the cookie of the session that replaced its
/// own. The server then knows nobody and answers with a first step, which is believed only when it stays the answer.
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
                // Each first step has an id of its own, but one is as good as another.
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
