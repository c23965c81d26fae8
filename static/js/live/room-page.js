// Shows what is known of a room on its page. What moves nothing is shown at once; the rest waits for the reader.
import { Parts, part } from "./render.js";

const SAID_EVERY = 10000;

export class RoomPage {
  constructor(root, state, box) {
    Object.assign(this, { root, state, box, parts: new Parts(root), words: root.dataset, saidAt: 0 });
    this.offers = JSON.parse(root.dataset.offers);
    this.plural = new Intl.PluralRules(document.documentElement.lang || "en");
    part(root, "changes").addEventListener("click", () => this.showList());
  }

  // What the site says may be offered, by the state of the session and of the question.
  may(deed, question) {
    const now = this.state.session?.state ?? this.words.state;
    return Boolean(this.offers[now]?.[question.state]?.includes(deed));
  }

  counted(name, number) {
    return this.words[`${name}${this.plural.select(number) === "one" ? "One" : "Other"}`].replace("%n", number);
  }

  fill(node, question) {
    const supported = this.state.supported.has(question.id);
    return this.parts.question(node, question, { supported, may: (deed) => this.may(deed, question) });
  }

  show() {
    if (!this.state.session) return;
    for (const node of part(this.root, "list").children) {
      const question = this.state.questions.get(Number(node.dataset.question));
      if (question) this.fill(node, question);
    }
    this.showAnswering();
    this.showOwn();
    this.showCounts();
    this.showChanges();
  }

  // Each tab names its order in its address.
  showCounts() {
    for (const link of this.root.querySelectorAll(".tabs a")) {
      const count = link.querySelector(".tabs-count");
      if (count) count.textContent = this.state.list(new URL(link.href).searchParams.get("order")).length;
    }
  }

  showAnswering() {
    const question = this.state.answering;
    const place = part(this.root, "answering");
    const before = place.querySelector(".now-answering-text")?.textContent;
    if (!question) return place.replaceChildren();
    if (before !== question.text) {
      place.replaceChildren(this.parts.clone("answering"));
      place.querySelector(".now-answering-text").textContent = question.text;
      this.say(`${this.words.answering}: ${question.text}`);
    }
    const name = question.name || this.words.anonymous;
    place.querySelector(".now-answering-meta").textContent = `${this.counted("support", question.supports)} · ${name}`;
    return undefined;
  }

  showChanges() {
    const seen = [...part(this.root, "list").children].map((node) => Number(node.dataset.question));
    const wanted = this.state.list(this.words.order).map((question) => question.id);
    const button = part(this.root, "changes");
    button.hidden = wanted.join() === seen.join();
    if (button.hidden) return;
    if (!seen.length) return this.showList();
    const changes = wanted.filter((id) => !seen.includes(id)).length + seen.filter((id) => !wanted.includes(id)).length;
    button.textContent = changes ? this.counted("change", changes) : this.words.moved;
    if (changes && Date.now() - this.saidAt > SAID_EVERY) this.say(button.textContent);
  }

  showList() {
    const list = part(this.root, "list");
    const held = new Map([...list.children].map((node) => [Number(node.dataset.question), node]));
    const questions = this.state.list(this.words.order);
    const nodes = questions.map((question) => held.get(question.id) ?? this.parts.clone("question"));
    list.replaceChildren(...nodes.map((node, at) => this.fill(node, questions[at])));
    part(this.root, "empty").hidden = nodes.length > 0;
    const button = part(this.root, "changes");
    // Whoever pressed it is taken to the head of what it brought.
    if (button === document.activeElement) this.root.querySelector("#questions").focus();
    button.hidden = true;
  }

  showOwn() {
    if (!this.state.session) return;
    const nodes = this.state.own.map((question) => this.parts.own(question, { may: (deed) => this.may(deed, question) }));
    for (const item of this.box.items.filter((one) => one.deed === "ask")) {
      nodes.push(this.parts.own(item.fields, { kept: this.words.kept }));
    }
    part(this.root, "own").replaceChildren(...nodes);
    part(this.root, "yours").hidden = !nodes.length;
  }

  // To screen readers, politely, and not all the time.
  say(words) {
    this.saidAt = Date.now();
    part(this.root, "said").textContent = words;
  }
}
