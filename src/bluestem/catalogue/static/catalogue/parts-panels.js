// Starts the panels of parts (indicators, partners …) in the admin from the options beside them.

document.addEventListener("DOMContentLoaded", () => {
  for (const place of document.querySelectorAll("[data-parts-panel]")) {
    new window.InlinePanel(JSON.parse(place.dataset.partsPanel));
  }
});
