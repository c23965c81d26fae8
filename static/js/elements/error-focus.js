// <error-focus> around an error summary: takes the keyboard and the screen reader there when the page opens with mistakes.
class ErrorFocus extends HTMLElement {
  connectedCallback() {
    const summary = this.querySelector(".error-summary");
    if (summary) summary.focus();
    if (!document.title.startsWith("⚠")) document.title = `⚠ ${document.title}`;
  }
}

customElements.define("error-focus", ErrorFocus);
