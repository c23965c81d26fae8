// What a person sends stays on this device until the site says that it is stored. Each item has one key for all its
// tries, so that trying again never does a thing twice.
const RETRY = 4000;

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  // `name` of the store; `answered(item, answer)`, `refused(item, answer)` and `changed(items)` are told what becomes of it.
  constructor(name, { answered, refused, changed }) {
    Object.assign(this, { name, answered, refused, changed, sending: false });
    try {
      this.items = JSON.parse(localStorage.getItem(name)) ?? [];
    } catch {
      this.items = [];
    }
    addEventListener("online", () => this.flush());
  }

  keep() {
    try {
      localStorage.setItem(this.name, JSON.stringify(this.items));
    } catch {
      // Full or forbidden: it is still sent from this page.
    }
    this.changed(this.items);
  }

  // `what` is anything the page wants back with the answer.
  add(form, what) {
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    this.items.push({ key: newKey(), url: form.getAttribute("action"), fields, ...what });
    this.keep();
    this.flush();
  }

  async flush() {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.timer);
    while (this.items.length) {
      const item = this.items[0];
      const reply = await this.send(item);
      if (!reply) {
        this.timer = setTimeout(() => this.flush(), RETRY * (0.5 + Math.random()));
        break;
      }
      this.items.shift();
      this.keep();
      if (reply.ok) this.answered(item, reply.answer);
      else this.refused(item, reply.answer);
    }
    this.sending = false;
  }

  // null: nothing is known, so it is sent again. Too much at once is not a refusal either; a page that says no is one.
  async send(item) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const response = await fetch(item.url, {
        method: "POST",
        headers: { Accept: "application/json", "Idempotency-Key": item.key, "X-CSRFToken": token },
        body: new URLSearchParams(item.fields),
        signal: AbortSignal.timeout?.(15000),
      });
      if (response.status >= 500 || response.status === 429) return null;
      if (response.ok) return { ok: true, answer: await response.json() };
      return { ok: false, answer: await response.json().catch(() => ({})) };
    } catch {
      return null;
    }
  }
}
