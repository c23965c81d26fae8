// <form-dialog> around a <dialog>: links with data-dialog="its id" open the plain page they lead to (its #say-part) in
// the dialog, and its form is sent from there; forms with it are sent, and what is answered opens in the dialog. When
// anything fails, the link or the form does what it does anyway.
class FormDialog extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.room = this.dialog.querySelector(".say-body");
    this.onClick = (event) => this.open(event);
    this.onSubmit = (event) => this.ask(event);
    document.addEventListener("click", this.onClick);
    document.addEventListener("submit", this.onSubmit);
    this.dialog.addEventListener("submit", (event) => this.send(event));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog || event.target.closest("[data-close]")) {
        event.preventDefault();
        this.dialog.close();
      }
    });
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.onClick);
    document.removeEventListener("submit", this.onSubmit);
  }

  async open(event) {
    const link = event.target.closest(`a[data-dialog="${this.dialog.id}"]`);
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || !this.dialog.showModal) return;
    event.preventDefault();
    document.querySelectorAll("video").forEach((video) => video.pause());
    if (!(await this.show(fetch(link.href)))) location.assign(link.href);
  }

  async ask(event) {
    const form = event.target;
    if (form.dataset.dialog !== this.dialog.id || !this.dialog.showModal) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    if (await this.show(fetch(form.action, { method: "POST", body }))) return;
    // As without scripts: the button that was pressed goes along.
    if (event.submitter) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: event.submitter.name, value: event.submitter.value }));
    form.submit();
  }

  async send(event) {
    const form = event.target;
    if (form.method === "dialog") return;
    event.preventDefault();
    const button = form.querySelector("button:not([type=button])");
    button.disabled = true;
    if (await this.show(fetch(form.action, { method: "POST", body: new FormData(form) }))) return;
    button.disabled = false;
    this.dialog.querySelector("[role=alert]")?.remove();
    const words = Object.assign(document.createElement("p"), { className: "field-error", textContent: this.dataset.error });
    words.setAttribute("role", "alert");
    form.append(words);
  }

  // Puts the part of the answered page into the dialog; whether there was one.
  async show(asked) {
    try {
      const answer = await asked;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const part = page.getElementById("say-part");
      if (!part) return false;
      this.room.replaceChildren(document.adoptNode(part));
      if (!this.dialog.open) this.dialog.showModal();
      document.dispatchEvent(new CustomEvent("folkmoot:load"));
      const first = this.room.querySelector(".error-summary, h1");
      first.tabIndex = -1;
      first.focus();
      return true;
    } catch {
      return false;
    }
  }
}

customElements.define("form-dialog", FormDialog);
