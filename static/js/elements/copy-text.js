// <copy-text> around a text field and a button: the button copies the whole text and says so in the page's toast.
class CopyText extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("textarea");
    const button = this.querySelector("button");
    field.addEventListener("focus", () => field.select());
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => this.copy(field));
  }

  async copy(field) {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Not allowed here: the text is marked, to be copied by hand.
      field.focus();
      return;
    }
    document.dispatchEvent(new CustomEvent("folkmoot:toast", { detail: this.dataset.done }));
  }
}

customElements.define("copy-text", CopyText);
