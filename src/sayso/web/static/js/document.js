// A report with its marks: what is pointed at in the margin lights up in the text, and the other way round.
// The page is whole without it.

const root = document;

/** Open the note that the address names, so that whoever followed a mark sees it. */
function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && root.getElementById(id);
  if (!target) return;
  if (target.matches("details")) target.open = true;
  if (id.startsWith("c-")) {
    const note = root.getElementById(`n-${id.slice(2)}`);
    if (note) note.open = true;
    target.scrollIntoView({ block: "center" });
  }
}

function light(on, number, claim) {
  const marks = [];
  if (number) marks.push(...root.querySelectorAll(`.statement[data-statement="${CSS.escape(number)}"]`));
  if (claim) {
    const mark = root.getElementById(`c-${claim}`);
    if (mark) marks.splice(0, marks.length, mark);
  }
  for (const each of marks) each.classList.toggle("lit", on);
}

function follow(event) {
  const on = event.type === "mouseover" || event.type === "focusin";
  const note = event.target.closest?.("[data-note]");
  if (!note) return;
  const claim = event.target.closest("[data-claim]");
  for (const lit of root.querySelectorAll(".lit")) lit.classList.remove("lit");
  light(on, note.dataset.note, claim?.dataset.claim);
}

for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) root.addEventListener(kind, follow);
addEventListener("hashchange", openTarget);
openTarget();

// What was declined is in the page already: it is shown without asking for the page again.
const toggle = root.querySelector("[data-declined]");
const sheet = root.querySelector(".sheet");
if (toggle && sheet) {
  toggle.addEventListener("click", (event) => {
    event.preventDefault();
    const shown = sheet.classList.toggle("shows-declined");
    const address = new URL(location.href);
    if (shown) address.searchParams.set("declined", "1");
    else address.searchParams.delete("declined");
    history.replaceState(null, "", address);
    const words = shown ? toggle.dataset.hide : toggle.dataset.show;
    if (words) toggle.textContent = words;
  });
}
