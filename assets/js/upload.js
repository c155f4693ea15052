// Evidence: says early when a file is too large or empty, shows how far the
// upload is, and takes the server's answer into the page.

function megabytes(bytes) {
  return `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
}

function check(form) {
  const max = Number(form.dataset.maxBytes);
  const files = [...form.querySelector("input[type=file]").files];
  const large = files.find((file) => file.size > max);
  if (large) return `Tệp “${large.name}” nặng ${megabytes(large.size)}, vượt mức ${megabytes(max)}. Chọn tệp nhỏ hơn.`;
  const empty = files.find((file) => file.size === 0);
  if (empty) return `Tệp “${empty.name}” không có nội dung. Chọn tệp khác.`;
  return null;
}

function arm(form) {
  const state = form.querySelector("[data-upload-state]");
  const bar = form.querySelector("[data-upload-progress]");
  const text = form.querySelector("[data-upload-text]");
  const button = form.querySelector("button:not([name])");
  const say = (words, bad = false) => {
    state.hidden = false;
    text.textContent = words;
    text.classList.toggle("error", bad);
  };
  form.querySelector("input[type=file]").addEventListener("change", () => {
    const problem = check(form);
    bar.hidden = true;
    if (problem) say(problem, true);
    else state.hidden = true;
  });
  form.addEventListener("submit", (event) => {
    if (form.querySelector("input[type=file]").files.length === 0) return;
    event.preventDefault();
    if (check(form)) return;
    const request = new XMLHttpRequest();
    bar.hidden = false;
    bar.value = 0;
    button.disabled = true;
    say("Đang tải lên: 0 %");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      const done = total > 0 ? Math.round((loaded / total) * 100) : 0;
      bar.value = done;
      say(done < 100 ? `Đang tải lên: ${done} %` : "Đã tải xong, đang kiểm tra tệp");
    });
    const failed = () => {
      button.disabled = false;
      say("Mất kết nối khi đang tải lên. Chưa có tệp nào được lưu; chọn “Tải lên” để gửi lại.", true);
    };
    request.addEventListener("error", failed);
    request.addEventListener("timeout", failed);
    request.addEventListener("load", () => show(request));
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
}

function show(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) {
    location.assign(request.responseURL);
    return;
  }
  document.title = page.title;
  document.querySelector("main").replaceWith(document.importNode(main, true));
  for (const form of document.querySelectorAll("form[data-upload]")) arm(form);
  (document.querySelector("[data-error-summary]") ?? document.querySelector("main")).focus();
}

for (const form of document.querySelectorAll("form[data-upload]")) arm(form);
