// <film-beside>: a film beside a form. [data-from] plays from a second, to the millisecond in [data-until] if there is
// one; [data-mark] puts the second shown now into the field it names, [data-take] a second it knows. Alt K plays and
// pauses, Alt J goes back, Alt I marks for the field one is in.
import { FilmOfDesk } from "./film-of-desk.js";

customElements.define("film-beside", class extends HTMLElement {
  connectedCallback() {
    const video = this.querySelector("[data-film]");
    if (!video) return;
    this.film = new FilmOfDesk(video, "");
    this.film.track.mode = "disabled";
    this.film.onplaying(() => {});
    for (const hidden of this.querySelectorAll("[data-from][hidden], [data-mark][hidden], [data-take][hidden]")) hidden.hidden = false;
    this.addEventListener("click", (event) => this.act(event.target.closest("[data-from], [data-mark], [data-take]")));
    this.addEventListener("keydown", (event) => this.key(event));
  }

  act(button) {
    const { from, until, mark, take, into } = button?.dataset ?? {};
    if (from) this.film.play(Number(from) * 1000, until ? Number(until) : null);
    if (mark) this.fill(mark, Math.floor(this.film.now / 1000));
    if (take) this.fill(into, Number(take));
  }

  fill(id, seconds) {
    const field = document.getElementById(id);
    const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
    field.value = `${minutes}:${String(rest).padStart(2, "0")}`;
    field.focus();
  }

  key(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const act = { KeyK: () => this.film.toggle(), KeyJ: () => this.film.move(-2000), KeyI: () => this.mark(event.target) }[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  }

  mark(field) {
    const button = [...this.querySelectorAll("[data-mark]")].find((each) => each.dataset.mark === field.id);
    this.act(button);
  }
});
