// <live-toast role="status">: short news that goes away by itself. Anything can speak through it:
// document.dispatchEvent(new CustomEvent("folkmoot:toast", { detail: "The link is copied" })).
const SHOWN_FOR = 6000;

class LiveToast extends HTMLElement {
  connectedCallback() {
    this.listen = (event) => this.show(event.detail);
    document.addEventListener("folkmoot:toast", this.listen);
  }

  disconnectedCallback() {
    document.removeEventListener("folkmoot:toast", this.listen);
  }

  show(text) {
    const news = document.createElement("p");
    news.textContent = text;
    this.replaceChildren(news);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => news.remove(), SHOWN_FOR);
  }
}

customElements.define("live-toast", LiveToast);
