/* One month to choose a day from: what is taken or too soon can't be chosen. */
const NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

for (const box of document.querySelectorAll(".months")) {
  const taken = new Set(box.dataset.taken.split(" ").map(Number));
  const open = new Set(box.dataset.weekdays.split(" ").map(Number));
  const first = Number(box.dataset.first);
  const days = box.querySelector(".days");
  const value = box.querySelector("input");
  days.innerHTML = NAMES.map((name) => `<span>${name}</span>`).join("") + "<span></span>".repeat(first);
  for (let day = 1; day <= Number(box.dataset.length); day += 1) {
    const weekday = (day - 1 + first) % 7;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = day;
    button.disabled = taken.has(day) || !open.has(weekday);
    button.classList.toggle("taken", taken.has(day) && open.has(weekday));
    button.setAttribute("aria-pressed", "false");
    button.dataset.says = `${LONG[weekday]} ${day} ${box.dataset.month}`;
    days.append(button);
  }
  days.addEventListener("click", (event) => {
    const chosen = event.target.closest("button:not(:disabled)");
    if (!chosen) return;
    days.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", button === chosen));
    value.value = chosen.dataset.says;
    value.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
