// How fast the film is played: chosen below it or in the browser's menu, remembered on the device.
import { keep } from "./memory.js";

const CHOSEN = "guide-speed";

export class Pace {
  constructor(video, select) {
    this.video = video;
    this.select = select;
    select.addEventListener("change", () => this.set(select.value));
    video.addEventListener("ratechange", () => this.show(video.playbackRate));
    this.set(select.value);
  }

  show(rate) {
    const option = [...this.select.options].find(({ value }) => Number(value) === Number(rate));
    if (option) option.selected = true;
  }

  // The second of the two is taken over by the first whenever another file is played.
  set(rate) {
    this.video.defaultPlaybackRate = Number(rate);
    this.video.playbackRate = Number(rate);
  }

  choose(rate) {
    keep(CHOSEN, rate);
    this.show(rate);
    this.set(rate);
  }

  // The next faster (1) or slower (-1), if there is one; the choice, to be told.
  step(by) {
    const wanted = this.select.options[this.select.selectedIndex + by];
    if (wanted) this.choose(wanted.value);
    return this.select;
  }
}
