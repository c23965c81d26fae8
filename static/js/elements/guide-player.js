// <guide-player data-key>: joins a film, the list of steps and the transcript. Links with data-seek (seconds) seek instead
// of loading the page; the step that plays is marked in the list and in the address; the place is remembered on the
// device. What is chosen below the film, the transcript and the keys are in player/, fetched when somebody turns to it.
import { Place, keep, recall } from "../player/memory.js";

class GuidePlayer extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    if (!this.video) return;
    this.box = this.querySelector(".player");
    this.steps = [...this.querySelectorAll(".step:has([data-seek])")]
      .map((item) => ({ item, link: item.querySelector("[data-seek]") }))
      .map(({ item, link }) => ({ item, link, from: Number(link.dataset.seek) }))
      .sort((a, b) => a.from - b.from);
    for (const select of this.querySelectorAll("select[data-remember]")) {
      const chosen = recall(select.dataset.remember);
      if ([...select.options].some(({ value }) => value === chosen)) select.value = chosen;
    }
    this.querySelector("[data-describe]")?.setAttribute("aria-pressed", String(recall("guide-described") === "on"));
    for (const kind of ["pointerover", "pointerdown", "focusin"]) {
      this.box.addEventListener(kind, () => this.wake(), { once: true, passive: true });
    }
    this.video.addEventListener("play", () => this.wake(), { once: true });
    this.video.addEventListener("timeupdate", () => this.mark(this.video.currentTime));
    this.addEventListener("click", (event) => this.follow(event));
    this.box.addEventListener("change", ({ target }) => target.dataset.remember && keep(target.dataset.remember, target.value));
    window.addEventListener("hashchange", (this.moved = () => this.cue()));
    this.place = new Place(this.video, this.dataset.key, this.querySelector("[data-resume]"));
    // A link to a second says more than one to a step, and the film's own address carries it already.
    if (!new URLSearchParams(location.search).has("t") && !this.cue()) this.place.offer();
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.moved);
  }

  wake() {
    this.woken ??= import("../player/controls.js").then(({ Controls }) => (this.controls = new Controls(this)));
    return this.woken;
  }

  follow(event) {
    if (event.target.closest("[data-resume]")) this.seek(this.place.second);
    if (event.target.closest("[data-keys]")) this.wake().then(({ help }) => help.showModal());
    if (event.target.closest("[data-describe]")) this.wake().then(({ picture }) => picture.describe());
    const link = event.target.closest("a[data-seek]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.seek(Number(link.dataset.seek));
  }

  // `still` leaves a film that is paused as it is.
  async seek(second, { still = false } = {}) {
    await this.wake();
    // The picture is to be seen, wherever the link stood: on a phone the film is above the steps.
    if (!still) this.video.scrollIntoView({ block: "nearest" });
    this.video.currentTime = second;
    this.mark(second);
    if (!still) this.video.play().catch(() => {});
  }

  step(by) {
    const now = this.steps.findLastIndex(({ from }) => from <= this.video.currentTime + 0.05);
    // Back leads to the beginning of the step first, as on any player.
    const late = by < 0 && now >= 0 && this.video.currentTime - this.steps[now].from > 3;
    const wanted = this.steps[late ? now : now + by];
    if (wanted) this.seek(wanted.from, { still: true });
  }

  mark(second) {
    this.controls?.transcript?.mark(second);
    const now = this.steps.findLast(({ from }) => from <= second + 0.05);
    if (now !== this.now) this.markStep(now);
    this.place.at(second);
  }

  markStep(now) {
    this.now?.item.classList.remove("step-now");
    this.now?.item.removeAttribute("aria-current");
    delete this.now?.link.dataset.playing;
    this.now = now;
    if (!now) return;
    now.item.classList.add("step-now");
    now.item.setAttribute("aria-current", "step");
    now.link.dataset.playing = this.dataset.playing ?? "";
    // The second that a link asked for is over; the step says where one is.
    const address = new URL(location.href);
    address.searchParams.delete("t");
    address.hash = now.item.id;
    history.replaceState(history.state, "", address);
  }

  // The film waits at the step that the address names, unless it plays.
  cue() {
    const step = this.steps.find(({ item }) => `#${item.id}` === location.hash);
    if (step && this.video.paused) this.video.currentTime = step.from;
    return step;
  }
}

customElements.define("guide-player", GuidePlayer);
