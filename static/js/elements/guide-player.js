// <guide-player data-key>: joins a film, the list of steps and the transcript. Links with data-seek (seconds) seek instead
// of loading the page; the step and the sentence that play are marked; captions and place are remembered on the device.
import { keep, recall } from "./guide-memory.js";

const NEAR = 10;

class GuidePlayer extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    if (!this.video) return;
    this.links = [...this.querySelectorAll("[data-seek]")];
    this.marks = { ".steps": this.timed(".step"), ".transcript": this.timed(".transcript li") };
    this.addEventListener("click", (event) => this.follow(event));
    this.video.addEventListener("timeupdate", () => this.mark(this.video.currentTime));
    this.video.addEventListener("ended", () => keep(this.place, null));
    this.captions();
    this.begin();
  }

  get place() {
    return `guide-place-${this.dataset.key}`;
  }

  // What is marked while it plays: each element with the second it begins at, in order.
  timed(selector) {
    const found = [...this.querySelectorAll(selector)].filter((item) => item.querySelector("[data-seek]"));
    return found
      .map((item) => ({ item, from: Number(item.querySelector("[data-seek]").dataset.seek) }))
      .sort((a, b) => a.from - b.from);
  }

  follow(event) {
    if (event.target.closest("[data-resume]")) this.seek(this.resumeAt);
    const link = event.target.closest("a[data-seek]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.seek(Number(link.dataset.seek));
    const step = link.closest(".step");
    if (step?.id) history.replaceState(null, "", `#${step.id}`);
  }

  seek(second) {
    // The picture is to be seen, wherever the link stood: on a phone the film is above the steps.
    this.video.scrollIntoView({ block: "nearest" });
    this.video.currentTime = second;
    this.mark(second);
    this.video.play().catch(() => {});
  }

  mark(second) {
    for (const list of Object.values(this.marks)) {
      const now = list.findLast(({ from }) => from <= second + 0.05)?.item;
      for (const { item } of list) this.markOne(item, item === now);
    }
    this.querySelector("[data-resume]").hidden = true;
    if (Math.abs(second - (this.keptAt ?? -NEAR)) >= 5) keep(this.place, (this.keptAt = second));
  }

  markOne(item, now) {
    if (now === item.hasAttribute("aria-current")) return;
    item.classList.toggle("step-now", now && item.classList.contains("step"));
    if (!now) return item.removeAttribute("aria-current");
    item.setAttribute("aria-current", item.classList.contains("step") ? "step" : "true");
    const room = item.closest(".transcript-text");
    if (room) room.scrollTop = item.offsetTop - room.offsetTop - room.clientHeight / 3;
  }

  // A link to a step begins there; else whoever was here before may go on where they stopped. A link to a second says
  // more than either, and the film's own address carries it already.
  begin() {
    this.resumeAt = Number(recall(this.place));
    if (new URLSearchParams(location.search).has("t")) return;
    const id = location.hash.slice(1);
    const step = id && this.querySelector(`.step[id="${CSS.escape(id)}"] [data-seek]`);
    if (step) this.video.currentTime = Number(step.dataset.seek);
    if (step || !(this.resumeAt > NEAR)) return;
    const button = this.querySelector("[data-resume]");
    const seconds = String(Math.floor(this.resumeAt % 60)).padStart(2, "0");
    button.querySelector("[data-resume-at]").textContent = `${Math.floor(this.resumeAt / 60)}:${seconds}`;
    button.hidden = false;
  }

  // The last choice of captions holds for every guide.
  captions() {
    const tracks = this.video.textTracks;
    const chosen = recall("guide-captions");
    const captions = [...tracks].filter((track) => track.kind === "captions");
    if (chosen !== null && (chosen === "off" || captions.some((track) => track.language === chosen))) {
      for (const track of captions) track.mode = track.language === chosen ? "showing" : "disabled";
    }
    tracks.addEventListener("change", () => {
      keep("guide-captions", captions.find((track) => track.mode === "showing")?.language ?? "off");
    });
  }
}

customElements.define("guide-player", GuidePlayer);
