// What changed in a discussion after a number, up to another, fetched piece by piece: articles in the order of their
// changes; null when there is no answer, undefined when there is no such discussion any more.
export async function pieces(address, after, upTo) {
  const found = [];
  try {
    for (let news = true; news; news = news && after < upTo) {
      // The page's own number keeps the answer from being one that was kept for others before the change.
      const answer = await fetch(`${address}?after=${after}&number=${upTo}`);
      if (!answer.ok) return answer.status === 404 ? undefined : null;
      const piece = document.createElement("template");
      piece.innerHTML = await answer.text();
      const articles = [...piece.content.querySelectorAll("article")];
      news = articles.length > 0;
      after = Math.max(after, ...articles.map((made) => Number(made.dataset.changed)));
      found.push(...articles);
    }
  } catch {
    return null;
  }
  return found;
}
