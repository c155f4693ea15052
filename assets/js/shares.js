// The sum of the authors' shares while they are being typed.
import { hundredths, written } from "./numbers.js";

for (const form of document.querySelectorAll("form[data-shares]")) {
  const box = form.querySelector("[data-total]");
  const value = box.querySelector("[data-total-value]");
  const words = box.querySelector("[data-total-words]");
  const shares = () => [...form.querySelectorAll('input[name^="share."]')];
  const show = () => {
    const numbers = shares().map((input) => (input.value.trim() === "" ? 0 : hundredths(input.value)));
    if (numbers.includes(null)) {
      value.textContent = "–";
      words.textContent = "Có tỷ lệ không phải là số";
      box.classList.add("total-wrong");
      return;
    }
    const sum = numbers.reduce((a, b) => a + b, 0);
    value.textContent = `${written(sum)} %`;
    if (sum === 10000) words.textContent = "Đủ 100 %";
    else if (sum < 10000) words.textContent = `Còn thiếu ${written(10000 - sum)} %`;
    else words.textContent = `Vượt ${written(sum - 10000)} %`;
    box.classList.toggle("total-wrong", sum !== 10000);
  };
  form.addEventListener("input", show);
  show();
}
