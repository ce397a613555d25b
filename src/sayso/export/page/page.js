"use strict";
// The page can be read without this: it only adds the arrow keys, Esc and the copying.
(() => {
  const root = document.documentElement;
  const status = document.querySelector(".status");
  root.classList.add("js");

  const marks = () => [...document.querySelectorAll("a.ref")];

  function step(from, by) {
    const all = marks();
    const next = all[all.indexOf(from) + by];
    if (next) next.focus();
  }

  async function copied(words) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return copiedByHand(words);
    }
  }

  // For a page opened where the clipboard is withheld, such as from an address without TLS.
  function copiedByHand(words) {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = words;
    area.className = "status";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (before) before.focus();
    return done;
  }

  async function copy(button) {
    const words = button.parentElement.querySelector(".sentence").textContent;
    const answer = (await copied(words)) ? "Copied" : "Not copied: select the sentence instead";
    status.textContent = answer;
    button.textContent = answer;
    setTimeout(() => { button.textContent = "Copy sentence"; status.textContent = ""; }, 2500);
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.ref");
    const button = event.target.closest("button.copy");
    if (button) copy(button);
    if (!mark) return;
    event.preventDefault();
    mark.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const here = document.activeElement;
    if (event.key === "Escape") {
      // From the button of a note back to its mark, so that Tab goes on from there.
      here.closest(".note")?.parentElement.querySelector(":scope > a.ref")?.focus();
      root.classList.add("quiet");
    } else if (here.matches("a.ref") && ["ArrowRight", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      step(here, 1);
    } else if (here.matches("a.ref") && ["ArrowLeft", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      step(here, -1);
    }
  });

  // A tap beside a note closes it, also where a tap takes the focus from nothing.
  document.addEventListener("pointerdown", (event) => {
    const here = document.activeElement;
    if (here.closest("a.ref, .note") && !event.target.closest("a.ref, .note")) here.blur();
  });

  // What Esc has closed stays so until somebody asks for a note again.
  for (const kind of ["focusin", "pointerover", "pointerdown"]) {
    document.addEventListener(kind, () => root.classList.remove("quiet"));
  }
})();
