//! What the panel does once its WebAssembly runs: posts its forms itself, listens, ticks, and moves the focus.
//!
//! What is shown is kept in one place only, the page; each of these reads from there what it needs.

mod code;
mod focus;
mod listen;
mod page;
mod post;
mod tick;

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

use crate::step::Step;

/// How often the server is asked until its answer counts.
const LOOKS: u32 = 6;
/// The pause between.
const LOOK_AGAIN_MS: u32 = 1000;

/// Takes over the panel; the handlers returned belong on its outer element, which never changes.
pub(crate) fn upgrade() -> (impl FnMut(ev::SubmitEvent) + 'static, impl FnMut(ev::Event) + 'static)
{
    let busy = Rc::new(Cell::new(false));
    listen::while_waiting();
    tick::every_second();
    tick::when_seen_again();
    focus::when_shown_again();
    let answering = Rc::clone(&busy);
    let on_submit = move |event: ev::SubmitEvent| {
        let Some(form) = event.target().and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        event.prevent_default();
        // A countdown that has not run out is not a button yet, although it keeps its place in the tab order.
        let waits = form.query_selector("[aria-disabled]").is_ok_and(|found| found.is_some());
        if waits || answering.replace(true) {
            return;
        }
        page::set_busy(true);
        page::unsay();
        let answering = Rc::clone(&answering);
        spawn_local(async move {
            let answer = post::form(&form).await;
            answering.set(false);
            page::set_busy(false);
            match answer {
                Ok(next) => show(code::kept(next, &form)),
                Err(why) => page::say(why),
            }
        });
    };
    (on_submit, code::submit_when_complete(busy))
}

/// Puts `next` in the place of the step that is shown.
fn show(next: Step) {
    if next.go.is_empty() {
        page::replace_step(next);
        listen::while_waiting();
        tick::every_second();
        focus::move_to_step();
    } else {
        focus::leave_for(&next.go);
    }
}

/// [`look`]s without anybody waiting for it.
fn refresh(anyway: bool) {
    spawn_local(look(anyway));
}

/// Asks the server where the sign-in stands, and shows it if that is news, or `anyway`. Gives up in favour of whatever
/// is drawn meanwhile.
///
/// A page that waited may hear the news a moment before its browser has the cookie of the session that replaced its
/// own. The server then knows nobody and answers with a first step, which is believed only when it stays the answer.
async fn look(anyway: bool) {
    let shown = page::shown_step();
    let waited = page::is_waiting();
    for more in (0..LOOKS).rev() {
        let answer = post::current().await;
        if page::shown_step() != shown {
            return;
        }
        if let Ok(next) = answer {
            let is_first = Step::is_first(&next.id);
            if !(is_first && waited && more > 0) {
                // Each first step has an id of its own, but one is as good as another.
                let is_news = next.id != shown && !(is_first && Step::is_first(&shown));
                if is_news || (anyway && !is_first) {
                    show(next);
                }
                return;
            }
        }
        TimeoutFuture::new(LOOK_AGAIN_MS).await;
    }
}
