// What is typed into the forms of a page, kept while parts of the page are shown anew. Fields are known by their ids;
// `data-typed` marks one that came back from a refusal with what was typed in it.
export function typed(root) {
  const fields = [...root.querySelectorAll("textarea[id], input[id]:not([type=hidden])")];
  const kept = fields.filter((field) => field.value !== field.defaultValue || "typed" in field.dataset).map(({ id, value }) => ({ id, value }));
  return () => {
    for (const { id, value } of kept) {
      const field = document.getElementById(id);
      if (!field) continue;
      field.value = value;
      field.closest("details")?.setAttribute("open", "");
    }
  };
}
