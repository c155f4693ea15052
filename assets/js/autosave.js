// Saves a form while it is being written. A text is first put into the browser's
// own store, then sent; it leaves the store only when the server has said that
// it was kept. Nothing here ever changes a field while it is being typed in.

const REST = 1200;
const RETRY = [4000, 10000, 30000];

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.key = `draft:${this.url}`;
    this.status = form.querySelector("[data-save-status]");
    this.changes = 0;
    this.sent = 0;
    this.composing = false;
    this.busy = false;
    this.stopped = false;
    this.failures = 0;
    this.listen();
    this.offer();
  }

  listen() {
    const { form } = this;
    form.addEventListener("compositionstart", () => (this.composing = true));
    form.addEventListener("compositionend", () => {
      this.composing = false;
      this.touched();
    });
    form.addEventListener("input", () => this.touched());
    form.addEventListener("change", () => this.touched());
    form.addEventListener("submit", () => {
      this.stopped = true;
      clearTimeout(this.timer);
      if (this.changes > 0 || this.read()) this.store(true);
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.stopped = false;
    });
    addEventListener("online", () => this.changes > this.sent && this.send());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.changes > this.sent) {
        this.store(false);
        this.send();
      }
    });
    addEventListener("pagehide", () => this.changes > this.sent && !this.stopped && this.store(false));
  }

  touched() {
    this.changes += 1;
    this.store(false);
    if (this.stopped) return;
    this.later(REST);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.composing ? this.later(REST) : this.send()), wait);
  }

  /** What was written, without tokens and versions. */
  fields() {
    return [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && name !== "csrf" && name !== "version",
    );
  }

  version() {
    return Number(this.form.elements.namedItem("version")?.value ?? 0);
  }

  store(submitted) {
    const record = { at: Date.now(), version: this.version(), submitted, fields: this.fields() };
    try {
      localStorage.setItem(this.key, JSON.stringify(record));
    } catch {
      // Without a store the text still stands in the form and goes to the server.
    }
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was stored.
    }
  }

  say(text, bad = false) {
    if (!this.status) return;
    this.status.textContent = text;
    this.status.classList.toggle("saved-bad", bad);
  }

  async send() {
    if (this.busy || this.stopped || this.composing) return;
    this.busy = true;
    const sending = this.changes;
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "X-Autosave": "1", Accept: "application/json" },
        body: new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string")),
        credentials: "same-origin",
        redirect: "error",
        keepalive: document.visibilityState === "hidden",
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok && answer.saved_at) this.saved(sending, answer);
      else this.refused(response.status, answer.message);
    } catch {
      this.lost();
    } finally {
      this.busy = false;
    }
    if (!this.stopped && this.failures === 0 && this.changes > this.sent) this.later(REST);
  }

  saved(sending, answer) {
    this.failures = 0;
    this.sent = sending;
    const version = this.form.elements.namedItem("version");
    if (version && answer.version !== undefined) version.value = answer.version;
    if (this.changes === sending) this.forget();
    else this.store(false);
    this.say(`Đã lưu lúc ${answer.saved_at}.`);
  }

  refused(status, message) {
    if (status >= 500 || status === 429) {
      this.lost();
      return;
    }
    // The server will not take this version again; sending the form shows both texts.
    this.stopped = true;
    this.say(`${message ?? "Chưa lưu được."} Nội dung vừa nhập còn trên máy này.`, true);
    if (status === 401 && this.status) {
      const link = document.createElement("a");
      link.href = "/login";
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = " Đăng nhập lại ở thẻ mới";
      this.status.append(link);
    }
  }

  lost() {
    const wait = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    this.say("Chưa gửi được lên máy chủ. Nội dung còn trên máy này và sẽ được gửi lại.", true);
    this.later(wait);
  }

  /** Offers back what an earlier visit could not send. */
  offer() {
    const record = this.read();
    const box = document.querySelector("[data-restore]");
    if (!record || !box) return;
    const taken = record.submitted && this.version() > record.version;
    if (taken || JSON.stringify(record.fields) === JSON.stringify(this.fields())) {
      this.forget();
      return;
    }
    const at = new Date(record.at);
    const two = (number) => String(number).padStart(2, "0");
    box.querySelector("[data-restore-at]").textContent =
      `${two(at.getHours())}:${two(at.getMinutes())} ngày ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
    box.hidden = false;
    box.querySelector("[data-restore-yes]").addEventListener("click", () => {
      this.restore(record.fields);
      box.hidden = true;
    });
    box.querySelector("[data-restore-no]").addEventListener("click", () => {
      this.forget();
      box.hidden = true;
    });
  }

  restore(fields) {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
    for (const control of this.form.elements) {
      if (!control.name || control.name === "csrf" || control.name === "version" || control.type === "submit") continue;
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = values.get(control.name)?.includes(control.value) ?? false;
      } else if (values.has(control.name)) {
        control.value = values.get(control.name)[0];
      }
    }
    // A row that this page does not show yet travels along and appears after saving.
    for (const [name, all] of values) {
      if (this.form.elements.namedItem(name)) continue;
      for (const value of all) {
        const hidden = document.createElement("input");
        hidden.type = "hidden";
        hidden.name = name;
        hidden.value = value;
        this.form.append(hidden);
      }
    }
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Draft(form);
