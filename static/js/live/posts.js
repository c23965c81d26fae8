// Puts posts that came or changed into an open page, without moving what is read there or losing what is typed.
const number = (post) => Number(post?.dataset.changed ?? 0);

export class Posts {
  // `said(words)` tells whoever was just in a post that it changed.
  constructor(root, said) {
    Object.assign(this, { root, said, known: new Map() });
  }

  find(id) {
    return this.root.querySelector(`#post-${id}`);
  }

  // Answers overtake each other: what is older than what was heard of a post is no news.
  stale(id, changed) {
    if (changed < Math.max(this.known.get(id) ?? 0, number(this.find(id)))) return true;
    this.known.set(id, changed);
    return false;
  }

  // The words go at once; nothing has to be fetched for it.
  veil(post, state, changed) {
    const veil = this.root.querySelector(`template[data-veil="${state}"]`).content.cloneNode(true);
    const words = veil.textContent.trim();
    this.swap(post, veil, words);
    post.dataset.changed = changed;
    post.dataset.veiled = "";
    post.classList.remove("thread-official");
    const { answers } = this.root.dataset;
    for (const link of this.root.querySelectorAll(`.thread-answers a[href="#${post.id}"]`)) link.textContent = answers;
  }

  renew(post, made) {
    if (number(made) === number(post) && !("veiled" in post.dataset)) return;
    const line = post.querySelector(":scope > .thread-body > .thread-answers");
    const fresh = made.querySelector(".thread-answers");
    if (line) fresh?.replaceWith(line.cloneNode(true));
    else if (this.isBelow(post, made.dataset.parent)) fresh?.remove();
    const parts = document.createDocumentFragment();
    parts.append(...made.querySelector(".thread-body").childNodes);
    this.swap(post, parts, made.dataset.state === "shown" ? this.root.dataset.edited : parts.textContent.trim());
    post.dataset.changed = made.dataset.changed;
    delete post.dataset.veiled;
    post.classList.toggle("thread-official", made.classList.contains("thread-official"));
  }

  add(made) {
    const parent = made.dataset.parent && this.find(made.dataset.parent);
    made.classList.add("thread-new");
    if (!parent) return this.root.querySelector(".thread").append(made);
    made.querySelector(".thread-answers")?.remove();
    let replies = parent.querySelector(":scope > details > .thread-replies, :scope > .thread-replies");
    if (!replies) {
      replies = document.createElement("div");
      replies.className = "thread-replies";
      parent.append(replies);
    }
    replies.closest("details")?.setAttribute("open", "");
    return replies.append(made);
  }

  isBelow(post, parent) {
    return Boolean(parent) && post.parentElement.closest("article")?.id === `post-${parent}`;
  }

  // A reply that is being written stays, with the keyboard in it; from a link the keyboard goes to the same link.
  swap(post, parts, words) {
    const body = post.querySelector(":scope > .thread-body");
    const form = body.querySelector(":scope > .reply-form");
    const focus = body.contains(document.activeElement) ? document.activeElement : null;
    const before = body.getBoundingClientRect();
    for (const part of [...body.childNodes]) if (part !== form) part.remove();
    body.prepend(parts);
    // Browsers that anchor what is read do this themselves.
    if (before.bottom < 0 && !CSS.supports("overflow-anchor", "auto")) scrollBy(0, body.getBoundingClientRect().height - before.height);
    if (!focus) return;
    this.said(words);
    if (focus.isConnected) return;
    post.setAttribute("tabindex", "-1");
    const href = focus.getAttribute("href");
    ((href && body.querySelector(`a[href="${href}"]`)) || post).focus({ preventScroll: true });
  }
}
