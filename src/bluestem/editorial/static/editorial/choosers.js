// Starts Wagtail's choosers of days and times from the options beside each field, wherever one comes onto the page.

const START = { date: "initDateChooser", time: "initTimeChooser", datetime: "initDateTimeChooser" };

const start = (root) => {
  for (const place of root.querySelectorAll("[data-chooser]:not([data-started])")) {
    const init = window[START[place.dataset.chooser]];
    if (init && document.getElementById(place.dataset.for)) {
      place.dataset.started = "yes";
      init(place.dataset.for, JSON.parse(place.dataset.options));
    }
  }
};

document.addEventListener("DOMContentLoaded", () => {
  start(document);
  new MutationObserver(() => start(document)).observe(document.body, { childList: true, subtree: true });
});
