/* Type a street, choose it from the list, and learn its permit zone. */
const ZONES = {
  "Harbour Street": "B", "Harbour Lane": "B", "Harbour View Road": "C", "Heron Walk": "A", "High Street": "A",
  "Lime Tree Road": "A", "Mill Lane": "C", "Quay Street": "B", "Station Road": "C", "Tanner's Row": "A",
};
const input = document.getElementById("street");
const list = document.getElementById("streets");
const house = document.getElementById("house");
const result = document.getElementById("zone");

const offer = () => {
  const typed = input.value.trim();
  const found = Object.keys(ZONES).filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()));
  list.hidden = typed.length < 2 || !found.length || found.includes(typed);
  list.innerHTML = found.map((name) => `<li data-name="${name}"><mark>${name.slice(0, typed.length)}</mark>${name.slice(typed.length)}</li>`).join("");
};

const place = () => {
  if (!result) return;
  const zone = ZONES[input.value.trim()];
  result.hidden = !zone || !house.value.trim();
  if (result.hidden) return;
  result.querySelector("b").textContent = `${house.value.trim()} ${input.value.trim()} is in Zone ${zone}`;
  document.getElementById("zone-name").value = `Zone ${zone}`;
  input.dispatchEvent(new Event("input", { bubbles: true }));
};

input.addEventListener("input", offer);
list.addEventListener("click", (event) => {
  input.value = event.target.closest("li").dataset.name;
  list.hidden = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  house.focus();
  place();
});
house.addEventListener("change", place);
