// The transcript: the sentence that is said is marked and kept in view, and typing shows the sentences that hold the words.
export class Transcript {
  constructor(root) {
    this.root = root;
    this.room = root.querySelector(".transcript-text");
    this.lines = [...root.querySelectorAll("li")].map((item) => ({
      item,
      from: Number(item.querySelector("[data-seek]").dataset.seek),
      words: item.querySelector("span"),
      text: item.querySelector("span").textContent,
    }));
    this.tools = root.querySelector(".transcript-find");
    this.input = this.tools.querySelector("input");
    this.plural = new Intl.PluralRules(document.documentElement.lang);
    if (this.input.value) this.find(this.input.value);
    this.input.addEventListener("input", () => this.find(this.input.value));
    this.input.addEventListener("keydown", (event) => this.go(event));
  }

  mark(second) {
    const now = this.lines.findLast(({ from }) => from <= second + 0.05)?.item;
    if (now === this.now) return;
    this.now?.removeAttribute("aria-current");
    this.now = now;
    now?.setAttribute("aria-current", "true");
    // Nothing moves under who reads, searches or points there.
    if (!now || now.hidden || !this.root.open || this.root.matches(":focus-within, :hover")) return;
    this.room.scrollTop = now.offsetTop - this.room.offsetTop - this.room.clientHeight / 3;
  }

  open() {
    this.root.open = true;
    this.input.focus();
  }

  // Enter goes to the first sentence found.
  go(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (this.input.value.trim()) this.lines.find(({ item }) => !item.hidden)?.item.querySelector("a").click();
  }

  find(asked) {
    const words = fold(asked).join("").split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { item, words: place, text } of this.lines) {
      const folded = fold(text);
      const joined = folded.join("");
      item.hidden = !words.every((word) => joined.includes(word));
      if (!item.hidden) count += 1;
      place.replaceChildren(...(item.hidden ? [text] : marked([...text], joined, words)));
    }
    for (const chapter of this.root.querySelectorAll(".transcript-chapter")) {
      chapter.hidden = !chapter.querySelector("li:not([hidden])");
    }
    this.say(words.length ? this.tools.dataset[this.plural.select(count)] ?? this.tools.dataset.other : "", count);
  }

  // Told once the typing rests: a screen reader is not to speak at every key.
  say(words, count) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.tools.querySelector("[role=status]").textContent = words.replace("%n", count);
    }, 250);
  }
}

// Each letter without its accent and case, one for one, so that places in the folded text are places in the text.
function fold(text) {
  return [...text].map((letter) => letter.toLowerCase().normalize("NFD").charAt(0));
}

// The letters of a text in pieces, with those that were found in <mark>.
function marked(letters, folded, words) {
  const found = new Array(letters.length).fill(false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) found.fill(true, at, at + word.length);
  }
  const pieces = [];
  for (let at = 0; at < letters.length; ) {
    let end = at;
    while (end < letters.length && found[end] === found[at]) end += 1;
    const piece = letters.slice(at, end).join("");
    pieces.push(found[at] ? Object.assign(document.createElement("mark"), { textContent: piece }) : piece);
    at = end;
  }
  return pieces;
}
