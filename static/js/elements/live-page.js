// <live-page data-socket data-mode="ask|at-once"> around a page that is shown again when its room changes: the stage at
// once, the hosts' view when the host asks for it or has just done something. Parts named by data-live are swapped.
import { Line } from "../live/line.js";
import { part } from "../live/render.js";
import { typed } from "../live/typed.js";

class LivePage extends HTMLElement {
  connectedCallback() {
    this.changes = 0;
    this.states = new Map();
    this.plural = new Intl.PluralRules(document.documentElement.lang || "en");
    this.line = new Line(this.dataset.socket, { heard: (frame) => this.heard(frame), turned: (up) => this.turned(up) });
    part(this, "changes")?.addEventListener("click", () => this.swap());
    this.addEventListener("submit", (event) => this.submit(event));
    this.line.open();
  }

  disconnectedCallback() {
    this.line.close();
  }

  turned(up) {
    const line = part(this, "line");
    if (!line) return;
    line.textContent = up ? this.dataset.here : this.dataset.away;
    part(this, "reload").hidden = up;
  }

  // The first frame tells what the page shows already. Totals change in place; what moves questions waits.
  heard(frame) {
    if (frame.type === "yours") return undefined;
    const first = frame.type === "state";
    const news = frame.questions.filter((question) => this.states.get(question.id) !== question.state);
    for (const question of frame.questions) this.total(question);
    for (const question of news) this.states.set(question.id, question.state);
    for (const id of frame.gone ?? []) this.states.delete(id);
    if (first && frame.number <= Number(this.dataset.number)) return undefined;
    if (this.dataset.mode === "at-once" || this.isIdle()) return this.swap();
    this.changes += first ? 1 : news.length + (frame.gone?.length ?? 0) + (frame.session ? 1 : 0);
    if (!this.changes) return undefined;
    part(this, "changes").textContent = this.counted("change", this.changes);
    part(this, "changes").hidden = false;
    return undefined;
  }

  // Where nothing waits for the host, nothing is typed and no key is in the queue, nothing can jump under a finger.
  isIdle() {
    return !this.querySelector(".live-queue-waiting li, [data-live] :is(details[open], li:focus-within)");
  }

  counted(name, number) {
    return this.dataset[`${name}${this.plural.select(number) === "one" ? "One" : "Other"}`].replace("%n", number);
  }

  total(question) {
    const place = this.querySelector(`[data-total="${question.id}"]`);
    if (place) place.textContent = question.supports ? this.counted("support", question.supports) : "";
  }

  async swap() {
    try {
      // The number keeps the answer from being a page that was kept for others a moment before the change.
      const url = new URL(location.pathname, location.href);
      url.searchParams.set("number", this.line.number ?? "");
      const response = await fetch(url, { headers: { Accept: "text/html" } });
      if (!response.ok) return;
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("live-page");
      const putBack = typed(this);
      const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
      for (const place of this.querySelectorAll("[data-live]")) {
        const made = fresh?.querySelector(`[data-live="${place.dataset.live}"]`);
        if (made) place.replaceChildren(...made.childNodes);
      }
      putBack();
      if (focused) document.getElementById(focused)?.focus();
      this.changes = 0;
      if (part(this, "changes")) part(this, "changes").hidden = true;
    } catch {
      // The line tells when it is gone; the page can be loaded again by hand.
    }
  }

  // What came back from a refusal stands in the field as if it belonged there.
  empty(form) {
    for (const field of form.querySelectorAll("[data-typed]")) {
      field.defaultValue = "";
      delete field.dataset.typed;
    }
    delete form.dataset.key;
    form.reset();
  }

  // A host's form is sent in place; what it changed is shown at once, and the keyboard stays in the part it was in.
  async submit(event) {
    const form = event.target;
    event.preventDefault();
    const heading = form.closest("section")?.querySelector("h2")?.id;
    try {
      const headers = { Accept: "application/json", "Idempotency-Key": (form.dataset.key ??= crypto.getRandomValues(new Uint32Array(4)).join("-")) };
      const response = await fetch(form.action, { method: "POST", headers, body: new FormData(form) });
      // A form of an earlier sign-in: sent the plain way, its refusal is a page that says what to do.
      if (response.status === 403 && !response.headers.get("Content-Type").includes("json")) return form.submit();
      const answer = await response.json();
      document.dispatchEvent(new CustomEvent("folkmoot:toast", { detail: answer.message }));
      if (!response.ok) return void delete form.dataset.key; // what was typed stays where it is, and may be changed
      this.empty(form);
    } catch {
      // No answer, or none of the site's: what was typed stays, and sent again under its key it is done once.
      document.dispatchEvent(new CustomEvent("folkmoot:toast", { detail: this.dataset.unsent }));
      return undefined;
    }
    await this.swap();
    if (heading) document.getElementById(heading)?.focus();
    return undefined;
  }
}

customElements.define("live-page", LivePage);
