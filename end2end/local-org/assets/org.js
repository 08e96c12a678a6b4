// Keeps the dashboard fresh: when the org says that something happened, the page is fetched again
// and the parts that differ are swapped in. Without this script a reload shows the same.
const parts = ["clock", "mailbox", "sequence", "policies", "users"];
let waiting = false;

// What the reader opened or closed by hand stays so; the rest is as the org sends it.
const chosen = new Map();
document.addEventListener("click", (event) => {
  const group = event.target.closest("summary")?.parentElement;
  if (group) chosen.set(group.dataset.key, !group.open);
});

function keepOpen(fresh) {
  for (const group of fresh.querySelectorAll("details[data-key]")) {
    if (chosen.has(group.dataset.key)) group.open = chosen.get(group.dataset.key);
  }
}

function swap(id, page) {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  if (!old || !fresh) return;
  keepOpen(fresh);
  if (old.isEqualNode(fresh)) return;
  const focused = old.contains(document.activeElement) && document.activeElement;
  const place = focused ? [...old.querySelectorAll("a, button, summary")].indexOf(focused) : -1;
  old.replaceWith(fresh);
  if (place >= 0) fresh.querySelectorAll("a, button, summary")[place]?.focus();
}

async function refresh() {
  waiting = false;
  const answer = await fetch("/", { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  parts.forEach((id) => swap(id, page));
}

function soon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => refresh().catch(() => {}), 60);
}

if (document.querySelector("main.dashboard")) {
  const events = new EventSource("/_local/events");
  for (const name of ["call", "mail", "policy", "clock", "users", "reset"]) {
    events.addEventListener(name, soon);
  }
  events.addEventListener("mail", () => {
    document.getElementById("news").textContent = "A new mail has arrived.";
  });
  events.addEventListener("open", soon);
}
