// <film-upload>: around a form that uploads a film. A place to drop it, how far it is, and a way to stop it.
// Without it the form is sent as any other.
const MB = 1024 * 1024;

customElements.define("film-upload", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form[enctype='multipart/form-data']");
    if (!this.input) return;
    this.prepare();
    this.form.addEventListener("submit", event => this.submit(event));
    this.addEventListener("change", event => event.target === this.input && this.chosen());
    for (const name of ["dragenter", "dragover", "dragleave", "drop"]) this.addEventListener(name, event => this.drag(event));
    this.leaving = event => event.preventDefault();
  }

  disconnectedCallback() {
    removeEventListener("beforeunload", this.leaving);
  }

  get input() {
    return this.form?.querySelector("input[type=file][name=file]");
  }

  prepare() {
    const { drop, cancel } = this.dataset;
    this.input.insertAdjacentHTML("afterend", `<p class="film-drop"></p><p class="error-message film-wrong" role="alert"></p>`);
    this.querySelector(".film-drop").textContent = drop;
    this.form.insertAdjacentHTML("beforeend", `<div class="film-sending" hidden><p aria-hidden="true"></p><progress max="100" value="0"></progress>
      <p class="w-sr-only" role="status"></p><button type="button" class="button button-secondary no"></button></div>`);
    this.sending = this.form.querySelector(".film-sending");
    [this.seen, this.told] = this.sending.querySelectorAll("p");
    this.bar = this.sending.querySelector("progress");
    this.bar.setAttribute("aria-label", this.dataset.uploading);
    const stop = this.sending.querySelector("button");
    stop.textContent = cancel;
    stop.addEventListener("click", () => this.request?.abort());
  }

  drag(event) {
    if (!event.dataTransfer?.types.includes("Files") || this.request) return;
    event.preventDefault();
    this.classList.toggle("film-over", event.type === "dragenter" || event.type === "dragover");
    if (event.type !== "drop" || !event.dataTransfer.files.length) return;
    this.input.files = event.dataTransfer.files;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // What can be known here is said before a gigabyte is sent for nothing.
  chosen() {
    const file = this.input.files[0], { extensions, most, notAFilm, tooLarge } = this.dataset;
    const known = file && extensions.split(" ").includes(file.name.split(".").pop().toLowerCase());
    this.wrong(!file ? "" : !known ? notAFilm : file.size > Number(most) ? tooLarge : "");
  }

  wrong(words) {
    this.querySelector(".film-wrong").textContent = words;
    this.input.setAttribute("aria-invalid", String(Boolean(words)));
    return words;
  }

  submit(event) {
    if (!this.input.files.length) return;
    event.preventDefault();
    this.chosen();
    if (this.request || this.input.getAttribute("aria-invalid") === "true") return this.input.focus();
    this.request = new XMLHttpRequest();
    this.request.open("POST", this.form.action);
    this.request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    this.request.upload.addEventListener("progress", moved => this.show(moved.loaded, moved.total));
    this.request.addEventListener("load", () => this.answered());
    this.request.addEventListener("abort", () => this.over(this.dataset.cancelled));
    this.request.addEventListener("error", () => this.over(this.dataset.broken));
    addEventListener("beforeunload", this.leaving);
    this.sending.hidden = false;
    this.show(0, this.input.files[0].size);
    this.sending.querySelector("button").focus();
    this.request.send(new FormData(this.form));
  }

  show(sent, all) {
    const percent = Math.floor((100 * sent) / all), size = `${(sent / MB).toFixed(1)} / ${(all / MB).toFixed(1)} MB`;
    this.bar.value = percent;
    this.seen.textContent = percent < 100 ? `${this.dataset.uploading}: ${percent} %, ${size}` : this.dataset.checking;
    // A quarter at a time: whoever listens has other things to do.
    const told = percent < 100 ? `${this.dataset.uploading}: ${percent - (percent % 25)} %` : this.dataset.checking;
    if (this.told.textContent !== told) this.told.textContent = told;
  }

  over(words) {
    removeEventListener("beforeunload", this.leaving);
    this.request = null;
    this.sending.hidden = true;
    this.wrong(words);
    this.input.setAttribute("aria-invalid", "false");
    // Wagtail's button would say for half a minute that it is uploading.
    Object.assign(this.form.querySelector("[type=submit]"), { disabled: false }).dataset.wProgressLoadingValue = "false";
    this.input.focus();
  }

  answered() {
    const { status, responseText } = this.request;
    if (status === 201) {
      removeEventListener("beforeunload", this.leaving);
      location.assign(this.request.getResponseHeader("Location"));
      return;
    }
    // Signed out meanwhile: each further try would fail too. The page itself leads to the sign-in and back.
    if (status === 403) {
      removeEventListener("beforeunload", this.leaving);
      location.assign(location.href.split("#")[0]);
      return;
    }
    const answer = new DOMParser().parseFromString(responseText, "text/html").querySelector("film-upload form");
    if (status >= 400 || !answer) return this.over(this.dataset.broken);
    // Something else in the form is wrong: the file stays chosen, so that it need not be looked for again.
    const input = this.input;
    this.form.replaceChildren(...answer.childNodes);
    this.input.replaceWith(input);
    this.prepare();
    this.over("");
    this.form.querySelector(".w-field__errors, [aria-invalid=true]")?.scrollIntoView({ block: "center" });
  }
});
