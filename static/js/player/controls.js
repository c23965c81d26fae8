// All that is needed once somebody turns to a film, and not before: what is played and how, the transcript, the keys.
// Each part is there where the film has something for it.
import { Captions } from "./captions.js";
import { listen } from "./keys.js";
import { Pace } from "./pace.js";
import { Picture } from "./picture.js";
import { Transcript } from "./transcript.js";

export class Controls {
  constructor(player) {
    const { box, video } = player;
    const one = (name) => box.querySelector(`[data-${name}]`);
    const transcript = box.querySelector(".transcript");
    this.said = one("said");
    this.help = player.querySelector("#film-keys");
    this.transcript = transcript && new Transcript(transcript);
    this.captions = new Captions(video, one("captions"));
    this.picture = new Picture(video, one("picture"), one("describe"), [...box.querySelectorAll("a[data-described]")]);
    this.pace = new Pace(video, one("speed"));
    listen(player, this);
  }

  // What a key changed, for who doesn't see it: “Speed 1.25×”.
  say(control) {
    if (!control) return;
    const name = control.closest("label")?.firstChild.textContent.trim() ?? "";
    const state = control.selectedOptions?.[0].textContent ?? control.dataset[control.ariaPressed === "true" ? "on" : "off"];
    this.said.textContent = `${name} ${state}`.trim();
  }
}
