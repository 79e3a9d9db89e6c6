/** Light or dark: what the reader chose on this machine, otherwise what the system prefers. */
const KEY = 'microstream.theme';

/** Takes over the remembered choice. */
export function applyTheme() {
  const chosen = recall();
  if (chosen) {
    document.documentElement.dataset.theme = chosen;
  }
}

/** Turns light into dark and dark into light, and remembers it. */
export function toggleTheme() {
  const chosen = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A browser that keeps nothing still shows the choice until the page goes.
  }
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function recall() {
  try {
    const chosen = localStorage.getItem(KEY);
    return chosen === 'light' || chosen === 'dark' ? chosen : null;
  } catch {
    return null;
  }
}
