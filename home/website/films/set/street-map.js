/* A map of the street: press the part that is to be closed. */
const map = document.querySelector(".map");
const chosen = document.getElementById("part");
const words = document.getElementById("part-says");

map.addEventListener("click", (event) => {
  const part = event.target.closest(".part");
  if (!part) return;
  map.querySelectorAll(".part").forEach((other) => other.setAttribute("aria-pressed", other === part));
  chosen.value = part.dataset.says;
  words.hidden = false;
  words.querySelector("b").textContent = part.dataset.says;
  words.querySelector("span").textContent = part.dataset.effect;
  chosen.dispatchEvent(new Event("input", { bubbles: true }));
});
