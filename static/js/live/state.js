// What is known of a room: the frames applied one after another. Totals are absolute, so that a frame applied twice does
// no harm, and any order of reconnects ends at what the site has.
const ORDERS = {
  support: (a, b) => b.supports - a.supports || a.asked_at.localeCompare(b.asked_at) || a.id - b.id,
  newest: (a, b) => b.asked_at.localeCompare(a.asked_at) || b.id - a.id,
  answered: (a, b) => (b.answered_at ?? "").localeCompare(a.answered_at ?? "") || b.id - a.id,
};

export class RoomState {
  constructor() {
    this.questions = new Map();
    this.session = null;
    this.own = [];
    this.supported = new Set();
  }

  apply(frame) {
    if (frame.type === "yours") {
      this.own = frame.questions;
      this.supported = new Set(frame.supported);
      return;
    }
    if (frame.type === "state") this.questions.clear();
    if (frame.session) this.session = frame.session;
    for (const question of frame.questions) this.questions.set(question.id, question);
    for (const id of frame.gone ?? []) this.questions.delete(id);
  }

  // What an acknowledgement tells before the room does.
  acknowledge(answer) {
    if (answer.deed === "support") this.supported.add(answer.question);
    if (answer.deed === "withdraw-support") this.supported.delete(answer.question);
    const question = this.questions.get(answer.question);
    if (question && answer.supports !== null) question.supports = answer.supports;
  }

  get answering() {
    return [...this.questions.values()].find((question) => question.state === "answering");
  }

  list(order) {
    const state = order === "answered" ? "answered" : "shown";
    return [...this.questions.values()].filter((question) => question.state === state).sort(ORDERS[order]);
  }
}
