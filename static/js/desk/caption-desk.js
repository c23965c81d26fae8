// <caption-desk>: edits captions in rows beside the film, by key. What is saved is the text field of the form, which
// is the whole desk where there are no scripts.
import { ACTS, CHANGES, KEYS } from "./cue-acts.js";
import { CueRows } from "./cue-rows.js";
import { milliseconds, read, stamp } from "./cues.js";
import { FilmOfDesk } from "./film-of-desk.js";

customElements.define("caption-desk", class extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea[name=vtt]");
    const cues = read(this.field.value);
    if (!cues) return;
    this.rows = new CueRows(this.querySelector("[data-cues]"), this.querySelector("template"), this.dataset.language);
    this.rows.show(cues);
    this.querySelector("[data-plain]").hidden = true;
    for (const shown of this.querySelectorAll("[data-cues], [data-tools]")) shown.hidden = false;
    this.film = new FilmOfDesk(this.querySelector("[data-film]"), this.dataset.language);
    this.saved = this.rows.text;
    this.listen();
    this.changed();
    this.choose(this.rows.all[0]);
    this.nameFaults();
  }

  listen() {
    this.addEventListener("focusin", (event) => this.choose(event.target.closest(".caption-cue")));
    this.addEventListener("input", () => this.changed());
    this.addEventListener("change", (event) => this.tidy(event.target));
    this.addEventListener("click", (event) => this.act(event.target.closest("[data-act]")?.dataset.act));
    this.addEventListener("keydown", (event) => this.key(event));
    this.film.onplaying((ms) => this.follow(ms));
    this.closest("form").addEventListener("submit", () => { this.field.value = this.saved = this.rows.text; });
    window.addEventListener("beforeunload", (event) => { if (this.rows.text !== this.saved) event.preventDefault(); });
  }

  choose(row) {
    if (!row) return;
    for (const other of this.rows.all) other.classList.toggle("is-mine", other === row);
    this.mine = row;
  }

  // A time as it was typed becomes a time as it is written, when it is one.
  tidy(field) {
    const ms = ["start", "end"].includes(field.dataset?.part) ? milliseconds(field.value) : null;
    if (ms !== null) field.value = stamp(ms);
    this.changed();
  }

  changed() { this.film.caption(this.rows); }

  follow(ms) {
    for (const row of this.rows.all) {
      row.classList.toggle("is-now", this.rows.ms(row, "start") <= ms && ms < this.rows.ms(row, "end"));
    }
  }

  key(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const key = /^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key) ? event.code.at(-1) : event.key;
    const act = KEYS[key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    this.act(act === "in" && event.shiftKey ? "shift" : act);
  }

  act(name) {
    if (!name) return;
    if (CHANGES.has(name)) this.rows.remember();
    const row = this.mine?.isConnected ? this.mine : null;
    const done = ACTS[name](this, row);
    if (done === false && CHANGES.has(name)) this.rows.before.pop();
    this.rows.number();
    this.changed();
    if (done !== undefined) this.querySelector("[data-said]").textContent = done || this.dataset.saidNot;
  }

  go(row, part = "text") {
    if (!row) return;
    this.rows.part(row, part).focus();
    row.scrollIntoView({ block: "nearest" });
  }

  // What could not be saved is marked where it is, and the list of it leads there.
  nameFaults() {
    for (const fault of document.querySelectorAll("[data-refused] [data-cue]")) {
      const row = this.rows.all[Number(fault.dataset.cue) - 1];
      if (!row) continue;
      fault.id = `fault-${fault.dataset.cue}`;
      for (const name of ["start", "text"]) this.rows.part(row, name).setAttribute("aria-describedby", fault.id);
      this.rows.part(row, "start").setAttribute("aria-invalid", "true");
      const link = document.createElement("button");
      link.type = "button";
      link.className = "caption-fault";
      link.textContent = fault.textContent;
      link.addEventListener("click", () => this.go(row, "start"));
      fault.replaceChildren(link);
    }
    document.querySelector("[data-refused]")?.focus();
  }
});
