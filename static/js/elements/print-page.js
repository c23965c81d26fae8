// <print-page> around a button that prints; `with-script` on the button, so that it is not there where it could do nothing.
customElements.define("print-page", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", () => window.print());
  }
});
