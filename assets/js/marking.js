// A member's sheet: the sum, its class and the bands while marking; keys to move
// and to choose. The class shown is a preview; the server decides.
import { hundredths, written } from "./numbers.js";

for (const form of document.querySelectorAll("form[data-marking]")) {
  const criteria = [...form.querySelectorAll("[data-criterion]")].map((box) => ({
    box,
    input: box.querySelector("[data-score]"),
    factor: Number(box.dataset.factor),
    bands: [...box.querySelectorAll("[data-band]")],
  }));
  const side = form.closest("aside") ?? document;
  const total = side.querySelector("[data-total-value]");
  const meter = side.querySelector("[data-meter]");
  const thresholds = [...side.querySelectorAll("[data-threshold]")];
  const label = side.querySelector("[data-class]");
  const limit = (text) => hundredths(text.replace(".", ",")) ?? 0;

  function show() {
    let sum = 0;
    // Scores by criterion, and what they come to by group, for the minima of classes.
    const scores = {};
    for (const { box, input, bands, factor } of criteria) {
      const score = hundredths(input.value);
      const over = score !== null && score > limit(input.dataset.scoreMax.replace(",", "."));
      input.toggleAttribute("data-over", over);
      if (score !== null) {
        sum += score * factor;
        scores[box.dataset.key] = score;
        if (box.dataset.group) scores[box.dataset.group] = (scores[box.dataset.group] ?? 0) + score * factor;
      }
      for (const band of bands) {
        const on = score !== null && score >= limit(band.dataset.low) && score <= limit(band.dataset.high);
        band.classList.toggle("band-on", on);
      }
    }
    if (total) total.textContent = written(sum);
    if (meter) {
      const width = Math.min(1000, (sum / 100 / Number(meter.dataset.max)) * 1000);
      meter.querySelector(".meter-value").setAttribute("width", String(width));
      meter.setAttribute("aria-label", `Tổng điểm ${written(sum)}`);
    }
    let best = null;
    for (const threshold of thresholds) {
      const minima = threshold.dataset.minima.split(" ").filter(Boolean);
      const met =
        sum >= limit(threshold.dataset.threshold) &&
        minima.every((one) => (scores[one.split(":")[0]] ?? 0) >= limit(one.split(":")[1]));
      threshold.toggleAttribute("data-met", met);
      if (met && best === null) best = threshold.dataset.name;
    }
    if (label && thresholds.length > 0) {
      label.replaceChildren();
      const tag = document.createElement("span");
      tag.className = best ? "tag tag-good" : "tag tag-plain";
      tag.textContent = `Tạm tính: ${best ?? "chưa xếp loại"}`;
      label.append(tag);
    }
  }

  function choose(criterion, band) {
    const { input } = criterion;
    const score = hundredths(input.value);
    const [low, high] = [limit(band.dataset.low), limit(band.dataset.high)];
    if (score === null || score < low || score > high) input.value = written(low);
    input.focus();
    input.select();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  for (const criterion of criteria) {
    for (const band of criterion.bands) {
      const text = band.querySelector("[data-band-label]");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text.textContent;
      text.replaceChildren(button);
      button.addEventListener("click", () => choose(criterion, band));
    }
    criterion.box.addEventListener("focusin", () => {
      for (const other of criteria) other.box.toggleAttribute("data-at", other === criterion);
    });
  }

  function typing(target) {
    return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  }
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const at = criteria.findIndex(({ box }) => box.hasAttribute("data-at"));
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (step) {
      const next = criteria[Math.min(criteria.length - 1, Math.max(0, at + step))];
      for (const other of criteria) other.box.toggleAttribute("data-at", other === next);
      next.box.scrollIntoView({ block: "center" });
      (next.bands[0]?.querySelector("button") ?? next.input).focus();
    } else if (/^[1-9]$/.test(event.key) && at >= 0) {
      const band = criteria[at].bands[Number(event.key) - 1];
      if (!band) return;
      choose(criteria[at], band);
      band.querySelector("button").focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  side.querySelector("[data-keys-hint]")?.removeAttribute("hidden");
  form.addEventListener("input", show);
  show();
}
