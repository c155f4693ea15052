// On every page: focus on the error summary, menus that close, character counts.

document.querySelector("[data-error-summary]")?.focus();

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  const open = document.querySelector("details[data-menu][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// The count is shown at once and announced only when typing rests.
for (const area of document.querySelectorAll("textarea[data-count]")) {
  const box = document.getElementById(`${area.id}-count`);
  const text = box?.querySelector("[data-count-text]");
  if (!text) continue;
  const min = Number(area.dataset.min ?? 0);
  const max = Number(area.dataset.max ?? Infinity);
  const spoken = document.createElement("span");
  spoken.className = "sr";
  spoken.setAttribute("role", "status");
  box.after(spoken);
  let rest;
  const show = () => {
    const length = [...area.value].length;
    text.textContent = `${length} ký tự`;
    box.classList.toggle("count-off", length > max || (length > 0 && length < min));
    return length;
  };
  area.addEventListener("input", () => {
    const length = show();
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (length > max) spoken.textContent = `Quá ${length - max} ký tự`;
      else if (length < min) spoken.textContent = `Còn thiếu ${min - length} ký tự`;
      else spoken.textContent = "";
    }, 1000);
  });
  show();
}
