// <draft-keeper data-key="…"> around a form: keeps what is typed on this device until it has been stored, so that a bad
// line, a sign-in or a closed tab loses nothing. Never keeps passwords, files or hidden fields.
//
// Only the site's own word drops a draft: a later page that holds `data-sent="key"`, a later page of the same form that
// opens with a success message, or the event folkmoot:sent from a script that has had its answer.
const PREFIX = "draft:";
const KEPT_FOR = 30 * 24 * 3600 * 1000;
const SKIP = "[type=password], [type=hidden], [type=file], [type=submit], [data-draft=never]";

const store = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  },
  write(key, draft) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    } catch {
      // Full or forbidden: then the form is as good as any other form.
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // Nothing was kept.
    }
  },
};

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.key = this.dataset.key || location.pathname;
    this.restore();
    this.form.addEventListener("input", () => this.keepSoon());
    this.form.addEventListener("change", () => this.keep());
    this.form.addEventListener("reset", () => store.drop(this.key));
    this.form.addEventListener("submit", () => this.keep(true));
    // Sent by script: whoever sends says when it is stored.
    this.addEventListener("folkmoot:sent", () => this.drop());
  }

  fields() {
    return [...this.form.elements].filter((field) => field.name && !field.matches(SKIP) && "value" in field);
  }

  restore() {
    const draft = store.read(this.key);
    if (!draft) return;
    const stored = draft.sent && document.querySelector(".notices .notice-success");
    if (stored || Date.now() - draft.at > KEPT_FOR) return store.drop(this.key);
    for (const field of this.fields()) {
      const kept = draft.values[`${field.name}=${field.type === "radio" ? field.value : ""}`];
      if (kept === undefined) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept;
      // What the server sent back after a mistake is newer than the draft.
      else if (!field.value) field.value = kept;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 300);
  }

  keep(sent = false) {
    clearTimeout(this.timer);
    const values = {};
    for (const field of this.fields()) {
      const choice = field.type === "checkbox" || field.type === "radio";
      values[`${field.name}=${field.type === "radio" ? field.value : ""}`] = choice ? field.checked : field.value;
    }
    const worthKeeping = Object.values(values).some((value) => value && value !== true);
    if (worthKeeping) store.write(this.key, { at: Date.now(), sent, values });
    else store.drop(this.key);
  }

  drop() {
    clearTimeout(this.timer);
    store.drop(this.key);
  }
}

for (const mark of document.querySelectorAll("[data-sent]")) store.drop(mark.dataset.sent);
customElements.define("draft-keeper", DraftKeeper);
