// Fills the parts that the page brought along as templates. Only text is set, but for an office's answer: its markup comes
// made safe from the site, which alone decides what people's text becomes.
export function part(node, name) {
  return node.querySelector(`[data-part="${name}"]`);
}

export class Parts {
  constructor(root) {
    this.root = root;
    this.plural = new Intl.PluralRules(document.documentElement.lang || "en");
  }

  clone(name) {
    return this.root.querySelector(`[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
  }

  question(node, question, { supported, may }) {
    node.id = `question-${question.id}`;
    node.dataset.question = question.id;
    part(node, "text").textContent = question.text;
    part(node, "name").textContent = question.name;
    part(node, "name").hidden = !question.name;
    part(node, "anonymous").hidden = Boolean(question.name);
    part(node, "answered").hidden = question.state !== "answered";
    this.vote(node, question, { supported, may });
    this.answer(node, question.answer);
    this.write(node, question.id, may);
    this.report(node, question);
    return node;
  }

  report(node, question) {
    const link = part(node, "report");
    link.setAttribute("href", link.getAttribute("href").replace("/question/0/", `/question/${question.id}/`));
    link.querySelector(".visually-hidden").textContent = `: ${question.text}`;
  }

  // The button is made anew only when its kind changes, so that the keyboard's place on it is not lost.
  vote(node, question, { supported, may }) {
    const place = part(node, "vote");
    const kind = !may("support") ? "closed" : supported ? "on" : "off";
    if (place.dataset.kind !== kind) {
      const vote = this.clone(`vote-${kind}`);
      const form = vote.querySelector("form");
      form?.setAttribute("action", form.getAttribute("action").replace("/questions/0/", `/questions/${question.id}/`));
      const label = vote.querySelector("button .visually-hidden");
      if (label) label.textContent = `: ${question.text}`;
      const had = place.contains(document.activeElement);
      place.replaceChildren(vote);
      place.dataset.kind = kind;
      if (had) place.querySelector("button")?.focus();
    }
    place.querySelector(".vote-count").textContent = question.supports;
    if (kind !== "closed") return;
    const { voteOne, voteOther } = this.root.dataset;
    place.querySelector(".vote-word").textContent = this.plural.select(question.supports) === "one" ? voteOne : voteOther;
  }

  // The form of whoever speaks for the office.
  write(node, id, may) {
    const form = part(node, "write");
    if (form) part(node, "writing").hidden = !may("answer-in-writing");
    if (!form?.getAttribute("action").includes("/questions/0/")) return;
    form.setAttribute("action", form.getAttribute("action").replace("/questions/0/", `/questions/${id}/`));
    form.querySelector("label").htmlFor = form.querySelector("textarea").id = `write-${id}`;
  }

  answer(node, answer) {
    const place = part(node, "answer");
    if (!answer) return place.replaceChildren();
    const made = this.clone("answer");
    const text = part(made, "answer-text");
    text.innerHTML = answer.html;
    if (part(place, "answer-text")?.innerHTML.trim() === text.innerHTML.trim()) return undefined;
    if (answer.language) text.lang = answer.language;
    const { lang } = document.documentElement;
    const date = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format(new Date(answer.at));
    const office = answer.office[lang] ?? Object.values(answer.office)[0] ?? "";
    const head = this.root.dataset.answerHead.replace("%office", office).replace("%date", date);
    made.querySelector("h3 span").textContent = head;
    return place.replaceChildren(made);
  }

  own(question, { may, kept }) {
    const node = this.clone("own");
    const state = part(node, "state");
    node.dataset.own = question.id ?? "";
    part(node, "text").textContent = question.text;
    state.textContent = kept ?? state.dataset[question.state];
    part(node, "supports").textContent = question.supports ? `· ${question.supports}` : "";
    part(node, "reason").textContent = question.reason ?? "";
    part(node, "reason").hidden = !question.reason;
    const form = part(node, "withdraw");
    form.hidden = Boolean(kept) || !may("withdraw");
    form.setAttribute("action", form.getAttribute("action").replace("/questions/0/", `/questions/${question.id}/`));
    form.querySelector(".visually-hidden").textContent = `: ${question.text}`;
    return node;
  }
}
