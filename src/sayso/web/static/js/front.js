// The link to this list of places goes to the clipboard; without it, it is a link like any other.
for (const link of document.querySelectorAll("[data-copy]")) {
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    try {
      await navigator.clipboard.writeText(link.href);
      told.textContent = ` ${link.dataset.copied}`;
      link.after(told);
      setTimeout(() => told.remove(), 4000);
    } catch {
      location.assign(link.href);
    }
  });
}
