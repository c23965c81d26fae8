// <copy-link> around a link: copies the link's full address and says so in the page's toast.
class CopyLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.copy(event));
  }

  async copy(event) {
    const link = event.target.closest("a");
    // Opening in a new tab stays what it is.
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || !navigator.clipboard) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      location.assign(link.href);
      return;
    }
    document.dispatchEvent(new CustomEvent("folkmoot:toast", { detail: this.dataset.done }));
  }
}

customElements.define("copy-link", CopyLink);
