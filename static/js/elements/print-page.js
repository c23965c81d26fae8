// <print-page hidden>: a button that prints; not there where it could do nothing.
customElements.define("print-page", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", () => window.print());
  }
});
