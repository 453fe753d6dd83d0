// Keeps a draft as it is written: a moment after the last key the form goes to the same service as the save button.
// Without this file the save button does it. Files go with the button only.

const PAUSE = 2000;
const TRY_AGAIN = 15000;

for (const form of document.querySelectorAll("form[data-draft]")) keep(form);

function keep(form) {
  const status = form.querySelector("[data-draft-status]");
  let timer = 0;
  let saving = false;
  let changed = false;
  let stopped = false;

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    changed = true;
    if (!stopped) {
      tell(status.dataset.typing);
      later(PAUSE);
    }
  });
  form.addEventListener("submit", () => {
    stopped = true;
    changed = false;
    clearTimeout(timer);
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  async function save() {
    if (saving || stopped) return later(PAUSE);
    saving = true;
    changed = false;
    try {
      await answered(await fetch(form.dataset.draft, { method: "POST", body: textsOf(form), redirect: "manual" }));
    } catch {
      changed = true;
      tell(status.dataset.failed, true);
      later(TRY_AGAIN);
    } finally {
      saving = false;
      if (changed && !stopped) later(PAUSE);
    }
  }

  async function answered(response) {
    if (response.type === "opaqueredirect" || response.status === 403) return giveUp(status.dataset.signedOut);
    if (response.status >= 500) throw new Error(String(response.status));
    const answer = await response.json();
    if (!response.ok) return giveUp(answer.message);
    form.elements.version.value = answer.version;
    if (!changed) tell(`${status.dataset.saved} ${answer.time}`);
  }

  // What was typed stays in the form; the save button then shows both versions.
  function giveUp(message) {
    stopped = true;
    changed = true;
    tell(message, true);
  }

  function tell(words, failed = false) {
    status.textContent = words;
    status.classList.toggle("failed", failed);
  }
}

function textsOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data.entries()]) {
    if (value instanceof File) data.delete(name);
  }
  return data;
}
