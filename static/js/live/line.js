// The line to a room: joins with the last number it has, asks for what it missed, and comes back by itself.
// docs/live-protocol.md says what is said over it.
const SEEN_AFTER = 5000;
const SILENCE = 30000;
const ANSWER_WITHIN = 10000;
const LONGEST_WAIT = 30000;
const FOR_GOOD = new Set([4403, 4404]);

export class Line {
  // `path` is the socket's; `heard(frame)` gets state, changes and yours; `turned(up)` says whether the line is there.
  constructor(path, { heard, turned }) {
    Object.assign(this, { path, heard, turned, number: null, tries: 0, ended: false });
    addEventListener("online", () => this.again(0));
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", (event) => event.persisted && this.open());
  }

  open() {
    this.ended = false;
    clearTimeout(this.waiting);
    if (this.socket && this.socket.readyState < WebSocket.CLOSING) return;
    const url = new URL(this.path, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    if (this.number !== null) url.searchParams.set("since", this.number);
    const socket = (this.socket = new WebSocket(url));
    socket.onmessage = (message) => socket === this.socket && this.receive(JSON.parse(message.data));
    socket.onclose = (event) => socket === this.socket && this.lost(event.code);
  }

  close() {
    this.ended = true;
    for (const timer of [this.waiting, this.seen, this.silence]) clearTimeout(timer);
    this.seen = null;
    this.socket?.close();
  }

  // Leaves and comes back with the number it has, as somebody the room knows by now.
  rejoin() {
    this.close();
    this.socket = null;
    this.open();
  }

  receive(frame) {
    this.listen();
    // A room that turns one away says why: one comes back ever more slowly.
    if (frame.type === "error") return;
    this.tries = 0;
    this.turned(true);
    if (frame.type === "yours") return this.heard(frame);
    // A gap: what came before this frame never arrived. Ask for all of it; the frame will be part of the answer.
    if (frame.type === "changes" && frame.since > (this.number ?? -1)) return this.say("missed", this.number ?? 0);
    this.number = frame.number;
    this.seen ??= setTimeout(() => {
      this.seen = null;
      this.say("seen", this.number);
    }, SEEN_AFTER * (0.5 + Math.random()));
    return this.heard(frame);
  }

  // A line can be dead without saying so: after a silence we ask, and an answer must come.
  listen() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.say("missed", this.number ?? 0);
      this.silence = setTimeout(() => this.lost(0), ANSWER_WITHIN);
    }, SILENCE * (0.75 + Math.random() / 2));
  }

  say(type, number) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ type, number }));
  }

  lost(code) {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    clearTimeout(this.silence);
    if (this.ended) return;
    this.turned(false);
    if (!FOR_GOOD.has(code)) this.again(Math.min(LONGEST_WAIT, 500 * 2 ** this.tries++) * (0.5 + Math.random()));
  }

  again(wait) {
    if (this.ended || this.socket) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.open(), wait);
  }
}
