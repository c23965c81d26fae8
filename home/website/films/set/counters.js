/* Things to be collected, each with a number; the total and the price follow. */
const LIMIT = 5;
const list = document.querySelector(".things");
const said = document.getElementById("things");
const room = document.getElementById("room");

const recount = () => {
  const rows = [...list.children].map((row) => ({ row, count: Number(row.querySelector("output").textContent), name: row.querySelector("b").textContent }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  rows.forEach(({ row, count }) => row.classList.toggle("some", count > 0));
  said.value = rows.filter(({ count }) => count).map(({ count, name }) => (count > 1 ? `${count} × ${name}` : name)).join(", ");
  room.textContent = total ? `${total} of ${LIMIT} things · € 15` : `Up to ${LIMIT} things for € 15`;
  list.querySelectorAll("[data-by='1']").forEach((button) => { button.disabled = total >= LIMIT; });
  said.dispatchEvent(new Event("input", { bubbles: true }));
};

list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const output = button.parentElement.querySelector("output");
  output.textContent = Math.max(0, Number(output.textContent) + Number(button.dataset.by));
  recount();
});
