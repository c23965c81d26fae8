// Which of a film's files is played: the smallest that fills the picture, the smallest of all when data is to be saved,
// or the one last chosen on this device; with audio description where that was chosen.
import { keep } from "./memory.js";

const DESCRIBED = "guide-described";

export class Picture {
  constructor(video, select, button, described) {
    this.video = video;
    this.select = select;
    this.button = button;
    this.plain = [...video.querySelectorAll("source")].map((source) => file(source, source.getAttribute("src")));
    this.described = described.map((link) => file(link, link.getAttribute("href")));
    this.now = this.plain.find(({ src }) => new URL(src, location.href).href === video.currentSrc)?.src;
    select?.addEventListener("change", () => this.play(this.wanted()));
    this.play(this.wanted());
  }

  get isDescribed() {
    return this.button?.getAttribute("aria-pressed") === "true";
  }

  wanted() {
    const files = (this.isDescribed ? this.described : this.plain).toSorted((a, b) => a.height - b.height);
    const chosen = files.find(({ height }) => String(height) === this.select?.value);
    if (chosen) return chosen;
    if (navigator.connection?.saveData) return files[0];
    // A little less than the picture's height on the screen looks the same.
    const needed = this.video.clientHeight * (window.devicePixelRatio || 1) * 0.8;
    return files.find(({ height }) => height >= needed) ?? files.at(-1);
  }

  // The button, to be told; nothing where there is no such film.
  describe() {
    if (!this.button) return null;
    this.button.setAttribute("aria-pressed", String(!this.isDescribed));
    keep(DESCRIBED, this.isDescribed ? "on" : null);
    this.play(this.wanted());
    return this.button;
  }

  // Goes on with another file where this one is. Before the first play nothing is fetched.
  play(wanted) {
    if (!wanted || this.now === wanted.src) return;
    const { currentTime: second, paused, readyState } = this.video;
    // The second that the address names is part of the file's, until one is somewhere else.
    this.video.src = second ? wanted.src.split("#")[0] : wanted.src;
    this.now = wanted.src;
    if (second) this.video.currentTime = second;
    if (!paused) this.video.play().catch(() => {});
    else if (readyState) this.video.preload = "metadata";
  }
}

function file(element, src) {
  return { src, height: Number(element.dataset.height) };
}
