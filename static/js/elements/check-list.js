// <check-list data-key> around a plain list: each line gets a box to tick. The device remembers what was ticked, by its
// words, so that a line that changes is asked for anew; [data-forget] forgets it all.
import { keep, recall } from "../player/memory.js";

class CheckList extends HTMLElement {
  connectedCallback() {
    this.forget = this.querySelector("[data-forget]");
    this.boxes = [...this.querySelectorAll("li")].map((line) => this.box(line, this.ticked().includes(line.textContent)));
    this.addEventListener("change", () => this.remember());
    this.forget.addEventListener("click", () => this.clear());
    this.forget.hidden = !this.ticked().length;
  }

  get place() {
    return `guide-papers-${this.dataset.key}`;
  }

  ticked() {
    try {
      const told = JSON.parse(recall(this.place) ?? "[]");
      return Array.isArray(told) ? told : [];
    } catch {
      return [];
    }
  }

  box(line, ticked) {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: ticked, autocomplete: "off" });
    const words = Object.assign(document.createElement("span"), { textContent: line.textContent });
    label.append(box, words);
    line.replaceChildren(label);
    return { box, words: words.textContent };
  }

  // What another language's list remembers stays.
  remember() {
    const here = this.boxes.map(({ words }) => words);
    const others = this.ticked().filter((words) => !here.includes(words));
    const told = [...others, ...this.boxes.filter(({ box }) => box.checked).map(({ words }) => words)];
    keep(this.place, told.length ? JSON.stringify(told) : null);
    this.forget.hidden = !told.length;
  }

  clear() {
    keep(this.place, null);
    for (const { box } of this.boxes) box.checked = false;
    this.forget.hidden = true;
    this.boxes[0].box.focus();
  }
}

customElements.define("check-list", CheckList);
