// <live-thread data-socket data-since data-piece data-own …> around a discussion. New posts wait behind "Show 3 new posts"
// until they are asked for; posts that are hidden or edited change where they stand. Replies open below the post they
// answer. While the line is broken the page asks now and then. Without scripts it is as it was when it was loaded.
import { Line } from "../live/line.js";
import { part } from "../live/render.js";
import { Posts } from "../live/posts.js";

const SPREAD = 400; // ms within which the readers of a busy page ask
const ASK_AGAIN = 15000;

class LiveThread extends HTMLElement {
  connectedCallback() {
    this.waiting = new Set();
    this.since = this.number = this.shown = Number(this.dataset.since);
    this.posts = new Posts(this, (words) => (part(this, "said").textContent = words));
    this.button = this.querySelector(".waiting-changes");
    this.addEventListener("click", (event) => this.click(event));
    this.line = new Line(this.dataset.socket, { heard: (frame) => this.heard(frame), turned: (up) => this.turned(up) });
    this.line.number = this.number;
    this.line.open();
  }

  disconnectedCallback() {
    clearTimeout(this.later);
    this.line.close();
  }

  turned(up) {
    this.up = up;
    if (!up) this.renewSoon(ASK_AGAIN);
  }

  heard(frame) {
    if (frame.type === "state" && frame.number > this.number) {
      // Too many were behind at once: this page knows what it has, and asks for what came after.
      this.line.number = this.number;
      setTimeout(() => this.line.say("missed", this.number), SPREAD * (1 + Math.random()));
      return;
    }
    const before = this.number;
    this.number = frame.number;
    const stale = frame.changed.filter((change) => this.apply(change));
    this.tell();
    if (!stale.length) return;
    this.due = Math.min(this.due ?? before, before);
    this.renewSoon(SPREAD * Math.random());
  }

  // Whether more of the post must be fetched.
  apply({ id, number, changed, state }) {
    if (this.posts.stale(id, changed)) return false;
    const post = this.posts.find(id);
    if (!post) {
      this.wait(id, number, state);
      return false;
    }
    if (Number(post.dataset.changed) === changed) return false;
    if (state !== "shown") this.posts.veil(post, state, changed);
    return state === "shown" || "own" in this.dataset;
  }

  // A post the page hasn't got: one from before it was loaded stands on another page.
  wait(id, number, state) {
    if (state === "shown" && number > this.since) this.waiting.add(id);
    else this.waiting.delete(id);
  }

  tell() {
    const count = this.waiting.size;
    if (!count) return this.button.replaceChildren();
    const button = this.button.querySelector("button") ?? document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    const single = new Intl.PluralRules(document.documentElement.lang || "en").select(count) === "one";
    button.textContent = (single ? this.dataset.one : this.dataset.some).replace("%n", count);
    if (!button.isConnected) this.button.replaceChildren(button);
    return undefined;
  }

  renewSoon(wait) {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.renew(), wait);
  }

  async renew() {
    const { number } = this;
    const found = await this.ask(this.due ?? number);
    if (found === undefined) return;
    for (const { made, post } of found ?? []) if (post) this.posts.renew(post, made);
    this.tell();
    if (!found || !this.up) this.renewSoon(ASK_AGAIN);
    else if (this.number === number) this.due = null;
  }

  // What changed after a number and is newer than what is known; posts the page hasn't got wait.
  async ask(after) {
    const news = await import("../live/pieces.js").catch(() => null);
    const found = news && (await news.pieces(this.dataset.piece, after, this.number));
    const named = found?.map((made) => ({ made, id: Number(made.id.slice(5)), post: this.posts.find(made.id.slice(5)) }));
    const fresh = named?.filter(({ made, id }) => !this.posts.stale(id, Number(made.dataset.changed)));
    for (const { made, id, post } of fresh ?? []) if (!post) this.wait(id, Number(made.dataset.number), made.dataset.state);
    return found && fresh;
  }

  async show() {
    const { number } = this;
    const found = await this.ask(this.shown);
    if (!found) return;
    this.shown = number;
    let first = null;
    for (const { made, id, post } of found.sort((one, other) => one.made.dataset.number - other.made.dataset.number)) {
      if (post) this.posts.renew(post, made);
      else if (this.waiting.delete(id)) this.posts.add(made);
      first ??= made.isConnected ? made : null;
    }
    this.tell();
    first?.setAttribute("tabindex", "-1");
    first?.focus();
  }

  click(event) {
    if (event.target.closest(".waiting-changes button")) return this.show();
    const link = event.target.closest("a[data-reply]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return undefined;
    event.preventDefault();
    return import("../live/reply-box.js").then(({ openReply }) => openReply(link), () => location.assign(link.href));
  }
}

customElements.define("live-thread", LiveThread);
