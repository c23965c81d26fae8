// <live-toast role="status">: short news, announced politely, that goes away by itself. Anything can speak through it:
// document.dispatchEvent(new CustomEvent("folkmoot:toast", { detail: "The link is copied" })); site.js hands it on.
const SHOWN_FOR = 6000;

class LiveToast extends HTMLElement {
  show(text) {
    const news = document.createElement("p");
    news.textContent = text;
    this.replaceChildren(news);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => news.remove(), SHOWN_FOR);
  }
}

customElements.define("live-toast", LiveToast);
