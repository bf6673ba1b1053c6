// Put the chosen look on the page before it is drawn: light, dark, or as the system says.
"use strict";
(() => {
  try {
    const look = localStorage.getItem("dateline-look");
    if (look === "light" || look === "dark") document.documentElement.dataset.look = look;
  } catch { /* storage is off: the system's look it is */ }
})();
