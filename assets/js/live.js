// A session as it goes on: the server says that something has changed, and the parts of the page that
// only show are fetched anew. Forms stay as they are; a line says when they are out of date. Without
// this script the page is up to date whenever it is loaded.

const root = document.querySelector("[data-live]");
let waiting = false;

async function refresh() {
  if (waiting) return;
  waiting = true;
  try {
    const reply = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!reply.ok) return;
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live-part]")) {
      const next = fresh.getElementById(part.id);
      if (next && !part.contains(document.activeElement)) part.replaceWith(next);
    }
    const mark = fresh.querySelector("[data-live]")?.dataset.mark;
    if (mark !== root.dataset.mark) root.querySelector("[data-live-changed]")?.removeAttribute("hidden");
  } finally {
    waiting = false;
  }
}

if (root && "EventSource" in window) {
  const source = new EventSource(root.dataset.live);
  let seen;
  source.addEventListener("change", (event) => {
    if (seen !== undefined && seen !== event.data) refresh();
    seen = event.data;
  });
  addEventListener("pagehide", () => source.close());
}
