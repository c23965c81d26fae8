// <gate-list data-href>: asks again what is missing once the draft was saved, and when the editor comes back to the tab.
// Without it, opening the page again tells.
customElements.define("gate-list", class extends HTMLElement {
  connectedCallback() {
    this.setAttribute("aria-live", "polite");
    this.again = () => this.ask();
    this.seen = () => document.visibilityState === "visible" && this.ask();
    this.led = event => this.go(event.target.closest("a[data-field]"));
    this.addEventListener("click", this.led);
    document.addEventListener("w-autosave:success", this.again);
    document.addEventListener("visibilitychange", this.seen);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.led);
    document.removeEventListener("w-autosave:success", this.again);
    document.removeEventListener("visibilitychange", this.seen);
  }

  // A guide that is being made has an address of its own only once its first draft is saved.
  href() {
    const made = /\/pages\/(\d+)\/edit\//.exec(location.pathname);
    return this.dataset.href || (made && `/admin/guides/${made[1]}/gate/`);
  }

  // The link leads to the place in the form; whoever follows it wants to type there.
  go(link) {
    const place = link && document.querySelector(link.hash);
    if (!place) return;
    const field = place.querySelector(`[name$="-${link.dataset.field}"]`)?.closest("[data-field]") ?? place;
    const typed = field.querySelector("[contenteditable=true]") ?? field.querySelector("input:not([type=hidden]), textarea, select");
    // After the browser has gone there, which takes the focus from everything.
    setTimeout(() => (typed ?? place.querySelector("[id$='-ADD']"))?.focus());
  }

  async ask() {
    const href = this.href();
    if (!href) return;
    try {
      const answer = await fetch(href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      const words = answer.ok && !answer.redirected && (await answer.text());
      if (words && words.trim() !== this.innerHTML.trim()) this.innerHTML = words;
    } catch {
      // Off line for a moment: asked again after the next save.
    }
  }
});
