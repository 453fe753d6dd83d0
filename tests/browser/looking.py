"""What can be wrong with a page however it is looked at: narrow or wide, in the light or in the dark."""

from __future__ import annotations

from functools import cache
from importlib import resources

from playwright.sync_api import Page

from tests.browser.windows import PHONE, SMALL, WIDE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

RUN_AXE = """async tags => {
  const {violations} = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html.slice(0, 120)}`));
}"""

# Whatever reaches beyond the window, unless it lies in a part that scrolls or is cut on purpose.
STICKS_OUT = """() => {
  const root = document.documentElement, width = root.clientWidth;
  const contained = element => {
    for (let part = element.parentElement; part && part !== document.body; part = part.parentElement)
      if (getComputedStyle(part).overflowX !== "visible") return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter(element => {
    const {width: seen, left, right} = element.getBoundingClientRect();
    return seen && element.checkVisibility() && (right > width + 1 || left < -1) && !contained(element);
  });
  const found = out.slice(0, 5).map(element => element.outerHTML.slice(0, 100));
  if (root.scrollWidth > width) found.push(`the page is ${root.scrollWidth - width} px too wide`);
  return found;
}"""

STRUCTURE = """() => {
  const found = [], levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(h => Number(h.tagName[1]));
  if (levels.filter(level => level === 1).length !== 1) found.push("there is not exactly one h1");
  const skipped = levels.filter((level, k) => k && level > levels[k - 1] + 1);
  for (const level of skipped) found.push(`an h${level} follows a heading that is more than one level above`);
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  for (const id of new Set(ids.filter((id, k) => ids.indexOf(id) !== k))) found.push(`the id ${id} is used twice`);
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(link.hash.slice(1))) found.push(`the link ${link.hash} leads nowhere`);
  return found;
}"""

# Media queries follow a change of the window with the next frame.
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@cache
def axe_core() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def faults_of(page: Page, sizes: tuple[tuple[int, int], ...] = (WIDE, PHONE, SMALL)) -> list[str]:
    """Look at the open page at each size, in light and dark; give what is wrong, with size and theme."""
    page.evaluate(axe_core())
    found = page.evaluate(STRUCTURE)
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(NEXT_FRAME)
        found += [f"{width} px: {fault}" for fault in page.evaluate(STICKS_OUT)]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.evaluate(NEXT_FRAME)
            found += [f"{width} px {scheme}: {fault}" for fault in page.evaluate(RUN_AXE, TAGS)]
    return list(dict.fromkeys(found))
