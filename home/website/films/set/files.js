/* A place for one file: shows its name and size, refuses what the office can't open. */
const ALLOWED = ["application/pdf", "image/jpeg", "image/png"];
const LIMIT = 10 * 1024 * 1024;

const size = (bytes) => (bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1048576).toFixed(1)} MB`);

for (const drop of document.querySelectorAll(".drop")) {
  const input = drop.querySelector("input");
  const words = drop.querySelector("p");
  const before = words.innerHTML;
  drop.querySelector("button").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files[0];
    const fits = file && ALLOWED.includes(file.type) && file.size <= LIMIT;
    drop.classList.toggle("has", Boolean(fits));
    if (!fits) {
      input.value = "";
      words.innerHTML = file ? "<b>We can't open this file.</b><br><small>Choose a PDF, JPG or PNG of at most 10 MB.</small>" : before;
      return;
    }
    words.innerHTML = `<b></b><br><small>${size(file.size)} · added</small>`;
    words.querySelector("b").textContent = file.name;
    drop.querySelector("button").textContent = "Choose another";
    drop.querySelector("path.mark").setAttribute("d", "M11 23l6 6 12-13");
  });
}
