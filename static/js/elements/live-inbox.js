// <live-inbox data-socket data-one data-some> around the way to one's notifications: keeps the number of unread ones
// true, and says so to those who listen. Without scripts it is as it was when the page was loaded.
import { Line } from "../live/line.js";

class LiveInbox extends HTMLElement {
  connectedCallback() {
    this.mark = this.querySelector(".inbox-count");
    this.count = this.querySelector("[data-count]");
    this.unread = parseInt(this.count.textContent, 10) || 0;
    this.line = new Line(this.dataset.socket, { heard: (frame) => this.heard(frame), turned: () => {} });
    this.line.open();
  }

  disconnectedCallback() {
    this.line.close();
  }

  heard({ type, unread }) {
    const news = document.querySelector("[data-inbox-news]");
    if (news && type === "changes" && unread && unread >= this.unread) news.hidden = false;
    const more = unread > this.unread;
    this.unread = unread;
    this.mark.hidden = !unread;
    this.count.textContent = unread > 99 ? "99+" : unread;
    if (!more) return;
    const single = new Intl.PluralRules(document.documentElement.lang || "en").select(unread) === "one";
    this.querySelector("[role=status]").textContent = (single ? this.dataset.one : this.dataset.some).replace("%n", unread);
  }
}

customElements.define("live-inbox", LiveInbox);
