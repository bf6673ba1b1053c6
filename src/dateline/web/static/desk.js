// Keys of the review queue. Nothing here is needed: every key presses a button that is on the page.
"use strict";
(() => {
  const cards = () => [...document.querySelectorAll("section.card")];
  const verdicts = { a: "right", x: "wrong", u: "unverifiable" };
  let at = 0;
  const go = (to) => {
    const all = cards();
    if (!all.length) return;
    at = Math.max(0, Math.min(to, all.length - 1));
    all.forEach((card, i) => card.classList.toggle("now", i === at));
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const card = cards()[at];
    if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); return; }
    if (!card) { if (event.key === "z") document.querySelector("#undo-last button")?.click(); return; }
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "e") { event.preventDefault(); card.querySelector("input[name=value]").select(); }
    else if (event.key === "z") document.querySelector("#undo-last button").click();
    else if (verdicts[event.key]) card.querySelector(`button[value=${verdicts[event.key]}]`).click();
  });
  go(0);
})();
