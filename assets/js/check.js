// A form that is checked while it is written: the server judges what is typed, stores nothing, and
// the part of the page that tells what it found is put in the place of the old one. Without this
// script a button of the form does the same.

const REST = 900;
const form = document.querySelector("form[data-check]");
let timer;
let asked = 0;

async function check() {
  asked += 1;
  const turn = asked;
  const fields = new URLSearchParams(new FormData(form));
  fields.set("intent", "check");
  const reply = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "text/html" } });
  if (turn !== asked || (!reply.ok && reply.status !== 422)) return;
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("[data-check-result]");
  const shown = document.querySelector("[data-check-result]");
  if (fresh && shown && !shown.contains(document.activeElement)) shown.replaceWith(fresh);
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => check().catch(() => {}), REST);
});
form?.addEventListener("submit", () => clearTimeout(timer));
