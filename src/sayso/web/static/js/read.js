// Read without leaving the page, drop a file on the form, and be told how long it takes.

const form = document.querySelector("[data-reading]");
const result = document.querySelector("[data-result]");
const status = document.querySelector("[data-status]");
const file = form.querySelector("[data-file]");
const text = form.querySelector("[data-text]");

function holdsFiles(event) { return [...(event.dataTransfer?.types ?? [])].includes("Files"); }

for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.classList.add("dropping");
  });
}
for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("dropping"));
form.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
  text.value = "";
});
file.addEventListener("change", () => { if (file.files.length) text.value = ""; });
text.addEventListener("input", () => { if (text.value) file.value = ""; });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  const began = Date.now();
  const tell = () => {
    const seconds = Math.round((Date.now() - began) / 1000);
    status.textContent = status.dataset.working.replace("{seconds}", String(seconds));
  };
  tell();
  // A word every few seconds: whoever listens need not hear each.
  const timer = setInterval(tell, 5000);
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-result]");
    // A refusal that is no page of ours has its words alone.
    result.replaceChildren(...(fresh ? [...fresh.childNodes].map((each) => document.importNode(each, true)) : [page.body.textContent.trim()]));
    status.textContent = answer.ok ? status.dataset.done : "";
    result.querySelector("h2, [role=alert]")?.scrollIntoView({ block: "start" });
  } catch {
    status.textContent = status.dataset.failed;
  } finally {
    clearInterval(timer);
    button.disabled = false;
  }
});
