// Keeps a deadline's remaining time running from the server's clock, which on a
// demo instance is a simulated one; the computer's own clock is not consulted.

const DAY = 86400000;

function words(left) {
  const seconds = Math.floor(left / 1000);
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return hours > 0 ? `${days} ngày ${hours} giờ` : `${days} ngày`;
  if (hours > 0) return minutes > 0 ? `${hours} giờ ${minutes} phút` : `${hours} giờ`;
  return minutes > 0 ? `${minutes} phút ${seconds % 60} giây` : `${seconds % 60} giây`;
}

for (const box of document.querySelectorAll("[data-countdown]")) {
  const closes = Number(box.dataset.closesAt);
  const opened = Number(box.dataset.now) - performance.now();
  const remaining = box.querySelector("[data-remaining]");
  if (!remaining || !Number.isFinite(closes) || !Number.isFinite(opened)) continue;
  const tick = () => {
    const left = closes - (opened + performance.now());
    if (left <= 0) {
      box.classList.remove("deadline-on", "deadline-soon");
      box.classList.add("deadline-late");
      remaining.closest("b").textContent = "Đã hết giờ.";
      return;
    }
    remaining.textContent = words(left);
    if (left < DAY && box.classList.contains("deadline-on")) {
      box.classList.replace("deadline-on", "deadline-soon");
    }
    setTimeout(tick, left < 2 * 3600000 ? 1000 : 15000);
  };
  tick();
}
