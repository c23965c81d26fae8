// <film-status data-href>: asks how far a film is while it is being prepared. Without it, reloading the page tells.
const PAUSE = 2000;

customElements.define("film-status", class extends HTMLElement {
  connectedCallback() {
    this.setAttribute("aria-live", "polite");
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  wait() {
    if (this.querySelector("[data-film-state=preparing]")) this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    try {
      const answer = await fetch(this.dataset.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (answer.ok && !answer.redirected) this.innerHTML = await answer.text();
    } catch {
      // Off line for a moment: ask again later.
    }
    this.wait();
  }
});
