// The film beside the captions: plays a stretch, tells where it is, and shows the captions as they are being typed.
export class FilmOfDesk {
  constructor(video, language) {
    this.video = video;
    this.track = video?.addTextTrack("captions", "", language);
    if (this.track) this.track.mode = "showing";
  }

  get now() { return (this.video?.currentTime ?? 0) * 1000; }

  toggle() {
    this.until = null;
    if (this.video?.paused) this.video.play();
    else this.video?.pause();
  }

  move(ms) { if (this.video) this.video.currentTime = Math.max(0, this.video.currentTime + ms / 1000); }

  play(from, until = null) {
    if (!this.video) return;
    this.until = until;
    this.video.currentTime = from / 1000;
    this.video.play();
  }

  onplaying(tell) {
    this.video?.addEventListener("timeupdate", () => {
      tell(this.now);
      if (this.until !== null && this.until !== undefined && this.now >= this.until) {
        this.video.pause();
        this.until = null;
      }
    });
  }

  caption(rows) {
    if (!this.track) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      for (const cue of [...(this.track.cues ?? [])]) this.track.removeCue(cue);
      for (const row of rows.all) {
        const [start, end] = [rows.ms(row, "start"), rows.ms(row, "end")];
        if (start !== null && end > start) this.track.addCue(new VTTCue(start / 1000, end / 1000, rows.part(row, "text").value));
      }
    }, 300);
  }
}
