// What every page shares. A page is whole without it.

const KEY = "sayso.theme";
const root = document.documentElement;

/** The kept choice: "light", "dark" or "auto"; a browser that keeps nothing has "auto". */
function chosen() {
  try { return localStorage.getItem(KEY) ?? "auto"; } catch { return "auto"; }
}

function apply(theme) {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  document.dispatchEvent(new CustomEvent("sayso:theme", { detail: theme }));
}

/** Whether the page is dark now, by choice or by the system. */
export function isDark() {
  const theme = root.dataset.theme;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

apply(chosen());
root.classList.add("js");

const themes = document.querySelector("[data-themes]");
if (themes) {
  themes.hidden = false;
  const choice = themes.querySelector("[data-theme-choice]");
  choice.value = chosen();
  choice.addEventListener("change", () => {
    try { localStorage.setItem(KEY, choice.value); } catch { /* then it holds for this page */ }
    apply(choice.value);
  });
}
