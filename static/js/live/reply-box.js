// Opens the box to reply in below the post it answers; where that fails, the link leads to the page with the same box.
export async function openReply(link) {
  const body = link.closest(".thread-body");
  if (!body.querySelector(".reply-form")) {
    const answer = await fetch(`${link.href}&part=form`).catch(() => null);
    if (!answer?.ok) return location.assign(link.href);
    body.insertAdjacentHTML("beforeend", await answer.text());
    document.dispatchEvent(new CustomEvent("folkmoot:load"));
  }
  return body.querySelector(".reply-form textarea").focus();
}
