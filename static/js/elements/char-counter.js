// <char-counter> around a text field with maxlength: lets people type past the limit and says by how much,
// instead of cutting off what they paste. Words come from data-one, data-left, data-over-one and data-over
// (%n is the number); the page's language says which numbers are singular.
class CharCounter extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea, input");
    this.words = this.querySelector(".counter");
    this.limit = this.field?.maxLength ?? -1;
    this.plural = new Intl.PluralRules(document.documentElement.lang || "en");
    if (!this.words || this.limit < 0) return;
    this.field.removeAttribute("maxlength");
    // What is seen changes at each key; what is read out only after a pause.
    this.spoken = document.createElement("p");
    this.spoken.className = "visually-hidden";
    this.spoken.setAttribute("role", "status");
    this.append(this.spoken);
    this.field.addEventListener("input", () => this.update());
    this.update(true);
  }

  disconnectedCallback() {
    clearTimeout(this.pause);
  }

  update(quietly = false) {
    // The server counts a line's end as two characters, as forms send it.
    const length = this.field.value.replace(/\r?\n/g, "\r\n").length;
    const left = this.limit - length;
    const words = this.dataset;
    const single = this.plural.select(Math.abs(left)) === "one";
    const sentence = left < 0 ? (single ? words.overOne : words.over) : single ? words.one : words.left;
    this.words.textContent = sentence.replace("%n", Math.abs(left));
    this.words.toggleAttribute("data-over", left < 0);
    clearTimeout(this.pause);
    if (quietly) return;
    this.pause = setTimeout(() => {
      this.spoken.textContent = this.words.textContent;
    }, 1200);
  }
}

customElements.define("char-counter", CharCounter);
