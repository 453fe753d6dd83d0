// Lists: keeps empty fields out of the address, and lets long filters be searched. Lists work without this file.

document.addEventListener("htmx:configRequest", (event) => {
  const data = event.detail.formData;
  for (const [name, value] of [...data.entries()]) {
    if (value === "") data.delete(name);
  }
});

function addSearch(group) {
  if (group.querySelector(".facet-search")) return;
  const box = document.createElement("div");
  const input = document.createElement("input");
  box.className = "facet-search";
  input.className = "input";
  input.type = "search";
  input.setAttribute("aria-label", group.dataset.searchLabel);
  input.placeholder = group.dataset.searchLabel;
  input.addEventListener("input", () => narrow(group, input.value));
  input.addEventListener("change", (event) => event.stopPropagation());
  box.append(input);
  group.querySelector("legend").after(box);
}

function narrow(group, typed) {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  for (const value of group.querySelectorAll("label.check")) {
    value.hidden = !words.every((word) => fold(value.textContent).includes(word));
  }
  const more = group.querySelector(".more-values");
  if (more && words.length) more.open = true;
}

function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

function start() {
  document.querySelectorAll("fieldset[data-search-label]").forEach(addSearch);
}

document.addEventListener("htmx:afterSettle", start);
start();
