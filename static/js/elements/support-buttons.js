// Supports an idea without leaving the page: sends the page's one form #support by script and shows the new count.
// Where that fails, the form is sent as it is, and the site answers with a page.
function show(button, count, pressed) {
  button.querySelector(".vote-count").textContent = count;
  button.setAttribute("aria-pressed", String(pressed));
  const said = button.closest(".support-line")?.querySelectorAll(".vote-said") ?? [];
  for (const word of [...button.querySelectorAll(".vote-word"), ...said]) word.hidden = word.hasAttribute("data-on") !== pressed;
  const address = button.getAttribute("formaction").replace(/withdraw\/$/, "");
  button.setAttribute("formaction", pressed ? `${address}withdraw/` : address);
}

async function send(form, button) {
  const answer = await fetch(button.formAction, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  const told = await answer.json();
  if (answer.ok) show(button, told.count, told.pressed);
  else if (told.message) document.dispatchEvent(new CustomEvent("folkmoot:toast", { detail: told.message }));
  else throw new Error(told.code);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.id !== "support" || !button || form.dataset.plain) return;
  event.preventDefault();
  if (button.dataset.busy) return;
  button.dataset.busy = "true";
  send(form, button)
    .catch(() => {
      form.dataset.plain = "true";
      form.requestSubmit(button);
    })
    .finally(() => delete button.dataset.busy);
});
