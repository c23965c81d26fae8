// <live-thread data-socket data-since data-piece data-one data-some>: new posts wait behind "Show 3 new posts" and are
// put in their places only when asked for. Replies open below the post they answer. Without this the page is as it was.
const RETRY = [1000, 3000, 10000, 30000];

class LiveThread extends HTMLElement {
  connectedCallback() {
    this.waiting = new Set();
    this.number = Number(this.dataset.since);
    this.shown = this.number;
    this.tries = 0;
    this.line = this.querySelector(".waiting-changes");
    this.addEventListener("click", (event) => this.click(event));
    this.open();
  }

  disconnectedCallback() {
    this.left = true;
    this.socket?.close();
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.socket = new WebSocket(`${scheme}//${location.host}${this.dataset.socket}?since=${this.number}`);
    this.socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.socket.addEventListener("close", (event) => {
      if (this.left || (event.code >= 4400 && event.code < 4408)) return;
      setTimeout(() => this.open(), RETRY[Math.min(this.tries++, RETRY.length - 1)]);
    });
  }

  hear(frame) {
    if (typeof frame.number !== "number") return;
    this.tries = 0;
    this.number = Math.max(this.number, frame.number);
    // Now and then, not at each frame: the socket takes 20 messages in 10 seconds.
    this.seen ??= setTimeout(() => this.say(), 1000);
    for (const id of frame.added ?? []) if (!document.getElementById(`post-${id}`)) this.waiting.add(id);
    this.tell();
  }

  say() {
    this.seen = null;
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ type: "seen", number: this.number }));
  }

  tell() {
    const count = this.waiting.size;
    if (!count) return this.line.replaceChildren();
    const button = this.line.querySelector("button") ?? document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    const single = new Intl.PluralRules(document.documentElement.lang || "en").select(count) === "one";
    button.textContent = (single ? this.dataset.one : this.dataset.some).replace("%n", count);
    if (!button.isConnected) this.line.replaceChildren(button);
  }

  async show() {
    const answer = await fetch(`${this.dataset.piece}?after=${this.shown}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const piece = document.createElement("template");
    piece.innerHTML = await answer.text();
    let first = null;
    for (const post of [...piece.content.querySelectorAll("article")]) {
      this.shown = Math.max(this.shown, Number(post.dataset.number));
      this.waiting.delete(Number(post.id.slice(5)));
      if (document.getElementById(post.id)) continue;
      this.place(post);
      first ??= post;
    }
    if (!first) this.waiting.clear();
    this.tell();
    first?.setAttribute("tabindex", "-1");
    first?.focus();
  }

  place(post) {
    const parent = post.dataset.parent && document.getElementById(`post-${post.dataset.parent}`);
    if (!parent) return this.querySelector(".thread").append(post);
    let replies = parent.querySelector(":scope > details > .thread-replies, :scope > .thread-replies");
    if (!replies) {
      replies = document.createElement("div");
      replies.className = "thread-replies";
      parent.append(replies);
    }
    replies.closest("details")?.setAttribute("open", "");
    replies.append(post);
  }

  async click(event) {
    if (event.target.closest(".waiting-changes button")) return this.show();
    const link = event.target.closest("a[data-reply]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const body = link.closest(".thread-body");
    if (!body.querySelector(".reply-form")) {
      const answer = await fetch(`${link.href}&part=form`, { credentials: "same-origin" }).catch(() => null);
      if (!answer?.ok) return location.assign(link.href);
      body.insertAdjacentHTML("beforeend", await answer.text());
      document.dispatchEvent(new CustomEvent("folkmoot:load"));
    }
    body.querySelector(".reply-form textarea").focus();
  }
}

customElements.define("live-thread", LiveThread);
