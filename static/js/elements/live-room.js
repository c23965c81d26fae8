// <live-room data-code data-socket data-order data-state> around a session's page: keeps it fresh, and sends without
// leaving it. Without scripts the same forms are sent and the same page is loaded again.
import { Line } from "../live/line.js";
import { Outbox } from "../live/outbox.js";
import { part } from "../live/render.js";
import { RoomPage } from "../live/room-page.js";
import { RoomState } from "../live/state.js";

class LiveRoom extends HTMLElement {
  connectedCallback() {
    this.state = new RoomState();
    this.box = new Outbox(`live:${this.dataset.code}:outbox`, {
      answered: (item, answer) => this.answered(item, answer),
      refused: (item, answer) => this.refused(item, answer),
      changed: () => this.page.showOwn(),
    });
    this.page = new RoomPage(this, this.state, this.box);
    this.line = new Line(this.dataset.socket, { heard: (frame) => this.heard(frame), turned: (up) => this.turned(up) });
    this.addEventListener("submit", (event) => this.submit(event));
    this.line.open();
    this.box.flush();
  }

  disconnectedCallback() {
    this.line.close();
  }

  turned(up) {
    const words = up ? this.dataset.here : this.dataset.away;
    const line = part(this, "line");
    if (!this.moved && line.textContent !== words) line.textContent = words;
    if (!this.moved) part(this, "reload").hidden = up;
    if (up) this.box.flush();
  }

  heard(frame) {
    this.known ||= frame.type === "yours";
    this.state.apply(frame);
    this.page.show();
    if (frame.session && frame.session.state !== this.dataset.state && !this.moved) {
      this.moved = true;
      part(this, "line").textContent = this.dataset.turned;
      part(this, "reload").hidden = false;
    }
  }

  submit(event) {
    const form = event.target;
    const deed = form.dataset.deed ?? form.getAttribute("action").split("/").at(-2);
    const { text } = form.elements;
    event.preventDefault();
    if (deed !== "ask") {
      form.closest("details")?.removeAttribute("open");
      this.box.add(form, { deed });
      // An office's answer: from here on the outbox has its words, so that nobody sends them once more.
      if (text) text.value = "";
      return undefined;
    }
    if (!text.value.trim()) return this.refuse(this.dataset.empty, text);
    if (text.maxLength > 0 && text.value.length > text.maxLength) return text.focus();
    this.box.add(form, { deed });
    part(this, "refusal").hidden = true;
    text.value = "";
    text.dispatchEvent(new Event("input", { bubbles: true }));
    form.dispatchEvent(new CustomEvent("folkmoot:sent", { bubbles: true }));
    return text.focus();
  }

  answered(item, answer) {
    this.state.acknowledge(answer);
    this.say(answer.message);
    // The first deed makes this device a participant; the line must be joined again to bring what is theirs.
    if (!this.known) this.line.rejoin();
    this.page.show();
  }

  // Nothing typed is lost: it goes back into its box, with the reason beside it; where the box is gone, into one to copy from.
  refused(item, answer) {
    const words = answer.message ?? this.dataset.refused;
    if (!item.fields.text) return this.say(words);
    const form = this.querySelector(item.deed === "ask" ? "form[data-deed=ask]" : `details:not([hidden]) > form[action="${item.url}"]`);
    const text = form?.elements.text ?? part(this, "copy").querySelector("textarea");
    if (!text.value.includes(item.fields.text)) text.value = [text.value, item.fields.text].filter(Boolean).join("\n");
    text.closest("details")?.setAttribute("open", "");
    if (!form) part(this, "copy").hidden = false;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    if (item.deed === "ask" && form) return this.refuse(words, text);
    this.say(words);
    return text.focus();
  }

  refuse(words, text) {
    part(this, "refusal").textContent = words;
    part(this, "refusal").hidden = false;
    return text.focus();
  }

  say(words) {
    document.dispatchEvent(new CustomEvent("folkmoot:toast", { detail: words }));
  }
}

customElements.define("live-room", LiveRoom);
