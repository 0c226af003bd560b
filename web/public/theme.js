// Before the first paint: the theme that was chosen, else the system's.
try {
  const chosen = localStorage.getItem('casus.theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // storage is closed: the system's theme stays
}
