// Captions: on when the film is first played, in the language last chosen on this device where the film has it. None is
// fetched before. The choice below the film and the browser's own menu say the same.
import { keep } from "./memory.js";

const CHOSEN = "guide-captions";

export class Captions {
  constructor(video, select) {
    this.video = video;
    this.select = select;
    this.tracks = [...video.textTracks].filter((track) => track.kind === "captions");
    if (!select) return;
    select.addEventListener("change", () => this.show());
    if (video.paused) video.addEventListener("play", () => this.begin(), { once: true });
    else this.begin();
    video.textTracks.addEventListener("change", () => this.sync());
  }

  begin() {
    this.begun = true;
    this.show();
  }

  show() {
    if (!this.begun) return;
    for (const track of this.tracks) track.mode = track.language === this.select.value ? "showing" : "disabled";
  }

  choose(value) {
    this.select.value = value;
    keep(CHOSEN, value);
    this.show();
  }

  // Chosen in the browser's menu. Before the first play that is a beginning, too.
  sync() {
    const shown = this.tracks.find((track) => track.mode === "showing")?.language;
    if (!this.begun && !shown) return;
    this.begun = true;
    if ((shown ?? "off") !== this.select.value) this.choose(shown ?? "off");
  }

  // The select, to be told.
  toggle() {
    if (!this.tracks.length) return null;
    const on = this.select.value !== "off";
    if (on) this.last = this.select.value;
    this.choose(on ? "off" : (this.last ?? this.select.dataset.own ?? this.tracks[0].language));
    return this.select;
  }
}
