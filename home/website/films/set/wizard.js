/* One page, several steps: shows one at a time, checks it, fills the summary, and sends at the end. */
const form = document.querySelector("form");
const steps = [...form.querySelectorAll("section.step")];
const marks = [...document.querySelectorAll(".progress li")];

const show = (index) => {
  steps.forEach((step, i) => { step.hidden = i !== index; });
  marks.forEach((mark, i) => {
    mark.classList.toggle("done", i < index);
    mark.classList.toggle("now", i === index);
    mark.toggleAttribute("aria-current", i === index);
  });
  if (index === steps.length - 1) review();
  scrollTo(0, index ? document.querySelector(".progress").offsetTop - 14 : 0);
};

const valueOf = (field) => {
  const checked = field.querySelector("input:checked");
  if (checked) return checked.dataset.says || checked.closest("label").querySelector("b")?.textContent || "yes";
  if (field.querySelector("input[type=radio], input[type=checkbox]")) return "";
  const control = field.querySelector("input, select, textarea");
  if (control.type === "file") return control.files[0]?.name || "";
  return control.value.trim();
};

const problemOf = (field) => {
  const value = valueOf(field);
  if (field.dataset.needed && !value) return field.dataset.needed;
  if (value && field.dataset.like && !new RegExp(field.dataset.like, "u").test(value)) return field.dataset.unlike;
  return "";
};

const check = (step) => {
  step.querySelector(".summary")?.remove();
  const wrong = [...step.querySelectorAll(".field")].filter((field) => {
    const problem = field.closest("[hidden]") ? "" : problemOf(field);
    field.querySelector(".error")?.remove();
    field.classList.toggle("wrong", Boolean(problem));
    if (problem) field.insertAdjacentHTML("beforeend", `<p class="error">${problem}</p>`);
    return problem;
  });
  if (!wrong.length) return true;
  const list = wrong.map((field) => `<li><a href="#${field.querySelector("input,select").id}">${field.querySelector(".error").textContent}</a></li>`);
  step.insertAdjacentHTML("afterbegin", `<div class="summary" role="alert"><b>There is a problem</b><ul>${list.join("")}</ul></div>`);
  scrollTo(0, 0);
  return false;
};

const saidBy = (name) => {
  const found = form.elements[name];
  const control = found instanceof RadioNodeList ? found[0] : found;
  return control.type === "hidden" ? control.value : valueOf(control.closest(".field"));
};

const saidByAll = (names) => names.split(" ").map(saidBy).filter(Boolean).join(" ");

const tell = () => {
  for (const place of document.querySelectorAll("[data-from]")) place.textContent = saidByAll(place.dataset.from);
};

const review = () => {
  tell();
  const rows = [...form.querySelectorAll("[data-review]")].map((field) => {
    const where = steps.indexOf(field.closest("section.step"));
    const value = field.dataset.with ? saidByAll(field.dataset.with) : valueOf(field);
    if (!value) return "";
    return `<div><dt>${field.dataset.review}</dt><dd>${value}</dd><a href="#" data-back="${where}">Change</a></div>`;
  });
  form.querySelector(".review").innerHTML = rows.join("");
};

const number = () => {
  const said = [...new FormData(form).values()].map((value) => value.name || value).join("|");
  let sum = 7;
  for (const letter of said) sum = (sum * 31 + letter.charCodeAt(0)) % 89989;
  return `${form.dataset.prefix}-${String(sum + 10007).slice(0, 5)}`;
};

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", tell);
document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-next], [data-send], [data-back]");
  if (!act) return;
  event.preventDefault();
  if (act.dataset.back) return show(Number(act.dataset.back));
  const index = steps.findIndex((step) => !step.hidden);
  if (!check(steps[index])) return;
  if (!("send" in act.dataset)) return show(index + 1);
  document.querySelectorAll("main > :not(.sent)").forEach((part) => { part.hidden = true; });
  document.querySelector(".sent").hidden = false;
  document.querySelector(".ref").textContent = number();
  tell();
  scrollTo(0, 0);
});
show(0);
