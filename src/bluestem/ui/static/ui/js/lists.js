// Lists: keeps empty fields out of the address, keeps open what the reader opened when a list is swapped, and lets
// long filters be searched. Lists work without this file.

const before = { open: new Map(), focus: "", top: 0 };

document.addEventListener("htmx:configRequest", (event) => {
  const data = event.detail.formData;
  for (const [name, value] of [...data.entries()]) {
    if (value === "") data.delete(name);
  }
});

document.addEventListener("htmx:beforeSwap", () => {
  before.open = new Map([...parts()].map((part) => [nameOf(part), part.open]));
  before.focus = document.activeElement.id;
  before.top = document.activeElement.getBoundingClientRect().top;
});

// htmx gives the focus back, but not to what lies in a closed part; and what has it should not move on the screen.
document.addEventListener("htmx:afterSwap", () => {
  for (const part of parts()) part.open = before.open.get(nameOf(part)) ?? part.open;
  const focused = before.focus && document.getElementById(before.focus);
  if (!focused) return;
  focused.focus({ preventScroll: true });
  scrollBy({ top: focused.getBoundingClientRect().top - before.top, behavior: "instant" });
});

function parts() {
  return document.querySelectorAll("#listing details");
}

function nameOf(part) {
  return part.className + (part.closest(".disc")?.querySelector("summary").textContent ?? "");
}

// On a phone the filters cover the results, which are up to date already: the button only closes the filters.
document.addEventListener("click", (event) => {
  const filters = event.target.closest(".facets .actions button")?.closest("details.filters-small");
  const summary = filters?.querySelector("summary");
  if (!summary?.getClientRects().length || !window.htmx) return;
  event.preventDefault();
  filters.open = false;
  summary.focus();
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
