// The rows of the desk: made of captions, read back into captions, numbered, and changed by the acts that need no film.
import { milliseconds, read, stamp, write } from "./cues.js";

export class CueRows {
  constructor(list, template, language) {
    Object.assign(this, { list, template, language, before: [] });
  }

  get all() { return [...this.list.children]; }

  part(row, name) { return row.querySelector(`[data-part=${name}]`); }

  ms(row, name) { return milliseconds(this.part(row, name).value); }

  make(cue) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.dataset.name = cue.name;
    for (const name of ["start", "end", "text"]) this.part(row, name).value = cue[name];
    this.part(row, "text").lang = this.language;
    for (const field of row.querySelectorAll("[aria-label]")) field.dataset.label = field.getAttribute("aria-label");
    return row;
  }

  show(cues) {
    this.list.replaceChildren(...cues.map((cue) => this.make(cue)));
    this.number();
  }

  number() {
    this.all.forEach((row, index) => {
      if (row.firstElementChild.textContent === String(index + 1)) return;
      row.firstElementChild.textContent = index + 1;
      for (const field of row.querySelectorAll("[data-label]")) field.setAttribute("aria-label", field.dataset.label.replace("#", index + 1));
    });
  }

  get cues() {
    return this.all.map((row) => ({ name: row.dataset.name, start: this.part(row, "start").value, end: this.part(row, "end").value, text: this.part(row, "text").value }));
  }

  get text() { return write(this.cues); }

  remember() { this.before = [...this.before.slice(-49), this.text]; }

  undo() {
    const text = this.before.pop();
    if (text === undefined) return false;
    this.show(read(text));
    return true;
  }

  // Splits at the cursor, in time by the share of the words before it; gives the new row.
  split(row) {
    const field = this.part(row, "text");
    const [head, tail] = [field.value.slice(0, field.selectionStart).trim(), field.value.slice(field.selectionStart).trim()];
    const [start, end] = [this.ms(row, "start"), this.ms(row, "end")];
    if (!head || !tail || start === null || end === null) return null;
    const middle = stamp(start + ((end - start) * head.length) / (head.length + tail.length));
    const half = this.make({ name: "", start: middle, end: this.part(row, "end").value, text: tail });
    field.value = head;
    this.part(row, "end").value = middle;
    row.after(half);
    return half;
  }

  merge(row) {
    const next = row.nextElementSibling;
    if (!next) return null;
    this.part(row, "text").value = `${this.part(row, "text").value.trim()}\n${this.part(next, "text").value.trim()}`;
    this.part(row, "end").value = this.part(next, "end").value;
    next.remove();
    return row;
  }

  // In the pause after a row, or two seconds where there is none to measure.
  add(row) {
    const start = row ? this.ms(row, "end") ?? 0 : 0;
    const next = row?.nextElementSibling ? this.ms(row.nextElementSibling, "start") : null;
    const end = next === null ? start + 2000 : Math.max(next, start + 1);
    const made = this.make({ name: "", start: stamp(start), end: stamp(Math.min(end, start + 2000)), text: "" });
    if (row) row.after(made);
    else this.list.prepend(made);
    return made;
  }

  drop(row) {
    const heir = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    return heir;
  }

  shift(row, to) {
    const by = to - this.ms(row, "start");
    for (let each = row; each; each = each.nextElementSibling) {
      for (const name of ["start", "end"]) {
        const ms = this.ms(each, name);
        if (ms !== null) this.part(each, name).value = stamp(ms + by);
      }
    }
  }
}
