// Keys for those who work through many dossiers: j and k walk a list, o opens,
// / goes to the search field, ? shows the keys; data-key names a key of its own.

const rows = [...document.querySelectorAll("table[data-keys] tbody tr, [data-keys] [data-row]")];
let at = -1;

function go(step) {
  if (rows.length === 0) return;
  at = Math.min(rows.length - 1, Math.max(0, at + step));
  rows.forEach((row, index) => row.toggleAttribute("data-at", index === at));
  rows[at].scrollIntoView({ block: "nearest" });
  rows[at].querySelector("a.row-link")?.focus({ preventScroll: true });
}

function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target instanceof HTMLDetailsElement) {
    target.open = !target.open;
    target.querySelector(target.open ? "select, input:not([type=hidden]), textarea" : "summary")?.focus();
  } else {
    target.click();
  }
  return true;
}

function keys() {
  const list = [];
  if (rows.length > 0) list.push(["J", "dòng dưới"], ["K", "dòng trên"], ["O", "mở"]);
  if (document.querySelector("input[name=q]")) list.push(["/", "tìm"]);
  for (const target of document.querySelectorAll("[data-key]")) {
    const named = target instanceof HTMLDetailsElement ? target.querySelector("summary") : target;
    const words = [...named.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent);
    list.push([target.dataset.key.toUpperCase(), words.join("").trim().toLowerCase()]);
  }
  list.push(["?", "đóng bảng này"]);
  return list;
}

function help() {
  const shown = document.querySelector(".keys-help");
  if (shown) {
    shown.remove();
    return;
  }
  const box = document.createElement("aside");
  box.className = "keys-help";
  box.setAttribute("role", "status");
  const title = document.createElement("b");
  title.textContent = "Phím tắt";
  const list = document.createElement("dl");
  for (const [key, words] of keys()) {
    const term = document.createElement("dt");
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
    const text = document.createElement("dd");
    text.textContent = words;
    list.append(term, text);
  }
  box.append(title, list);
  document.body.append(box);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    document.querySelector(".keys-help")?.remove();
    return;
  }
  if (event.target.matches("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j") go(1);
  else if (key === "k") go(-1);
  else if (key === "o" && at >= 0) rows[at].querySelector("a.row-link")?.click();
  else if (key === "/" && document.querySelector("input[name=q]")) document.querySelector("input[name=q]").focus();
  else if (event.key === "?") help();
  else if (!press(key)) return;
  event.preventDefault();
});
