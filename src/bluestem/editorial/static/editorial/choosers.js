// Starts Wagtail's choosers of days, times, pages, pictures and documents from the options beside each field, wherever
// one comes onto the page.

const CALLED = {
  date: "initDateChooser",
  time: "initTimeChooser",
  datetime: "initDateTimeChooser",
  task: "createTaskChooser",
};

const begin = (kind, id, options) => {
  const init = window[CALLED[kind] ?? kind];
  if (!init) return false;
  if (kind in CALLED) init(id, options);
  else new init(id, options);
  return true;
};

const start = () => {
  for (const place of document.querySelectorAll("[data-chooser]:not([data-started])")) {
    const { chooser, for: id, options } = place.dataset;
    // Rows that are copied when one is added have a name to be filled in; their copies are started.
    if (!id.includes("__prefix__") && document.getElementById(id)) {
      place.dataset.started = begin(chooser, id, JSON.parse(options)) ? "yes" : "no";
    }
  }
};

document.addEventListener("DOMContentLoaded", () => {
  start();
  new MutationObserver(start).observe(document.body, { childList: true, subtree: true });
});
