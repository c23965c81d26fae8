// <film-status data-href>: asks how far a film is while it is being prepared. Without it, reloading the page tells.
const PAUSE = 2000;

customElements.define("film-status", class extends HTMLElement {
  connectedCallback() {
    this.insertAdjacentHTML("beforeend", `<p class="w-sr-only" role="status"></p>`);
    this.told = this.lastElementChild;
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  get state() {
    return this.querySelector("[data-film-state]");
  }

  wait() {
    if (this.state?.dataset.filmState === "preparing") this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    try {
      const answer = await fetch(this.dataset.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (answer.ok && !answer.redirected) this.show(await answer.text());
    } catch {
      // Off line for a moment: ask again later.
    }
    this.wait();
  }

  show(html) {
    this.state.outerHTML = html.trim().replace(/^[^<]+/, "");
    // What it is at, and that it is done; not every per cent.
    const words = [...this.state.querySelectorAll(":scope > p")].map(part => part.textContent.trim()).join(" ");
    if (this.told.textContent !== words) this.told.textContent = words;
  }
});
