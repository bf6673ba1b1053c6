// The keys, the look and the quick search of the desk. Nothing here is needed: each presses or opens what is on the page.
"use strict";
(() => {
  const root = document.documentElement;

  // The look: what the person chose stays on this machine.
  const look = document.getElementById("look");
  const dark = () => (root.dataset.look || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const tell = () => { if (look) look.textContent = dark() ? look.dataset.light : look.dataset.dark; };
  if (look) {
    look.hidden = false;
    look.addEventListener("click", () => {
      root.dataset.look = dark() ? "light" : "dark";
      try { localStorage.setItem("dateline-look", root.dataset.look); } catch { /* it holds for this page */ }
      tell();
    });
    tell();
  }

  // The quick search: arrows walk through what was found, Escape closes it.
  const search = document.querySelector(".top .search");
  const quick = document.getElementById("quick");
  const box = document.getElementById("q");
  if (search && quick && box) {
    const links = () => [...quick.querySelectorAll("a")];
    search.addEventListener("keydown", (event) => {
      const at = links().indexOf(document.activeElement);
      if (event.key === "Escape") { quick.hidden = true; box.focus(); }
      else if (event.key === "ArrowDown" && links().length) { event.preventDefault(); links()[Math.min(at + 1, links().length - 1)].focus(); }
      else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (links()[at - 1] || box).focus(); }
    });
    box.addEventListener("input", () => { quick.hidden = !box.value.trim(); });
    search.addEventListener("focusout", (event) => { if (event.relatedTarget && !search.contains(event.relatedTarget)) quick.hidden = true; });
    document.addEventListener("click", (event) => { if (!search.contains(event.target)) quick.hidden = true; });
  }

  // What an address points to is opened, and the words of a column are scrolled to.
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    target.closest("details")?.setAttribute("open", "");
    target.scrollIntoView({ block: target.id === "marked" ? "center" : "start" });
  };
  addEventListener("hashchange", open);
  open();
  document.querySelectorAll(".columns-side .text").forEach((text) => {
    const mark = text.querySelector("mark");
    if (mark) text.scrollTop = Math.max(0, mark.offsetTop - text.offsetTop - text.clientHeight / 3);
  });

  // The cards of the queues: one is the current one, and its buttons have keys.
  const cards = () => [...document.querySelectorAll("section.card")];
  let at = 0;
  const go = (to) => {
    const all = cards();
    if (!all.length) return;
    at = Math.max(0, Math.min(to, all.length - 1));
    all.forEach((card, i) => card.classList.toggle("now", i === at));
    all[at].focus({ preventScroll: true });
    if (to || scrollY) all[at].scrollIntoView({ block: "start" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "/") { event.preventDefault(); box?.focus(); return; }
    if (event.key === "z") { document.querySelector("#undo-last button")?.click(); return; }
    const card = cards()[at];
    if (!card) return;
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "e") { event.preventDefault(); card.querySelector("input[name=value]")?.select(); }
    else card.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
  go(0);

  // Marked names are needed before a verdict: without one, the field is shown and takes the focus (the browser's own check).
  document.addEventListener("submit", (event) => { event.target.querySelectorAll("button").forEach((button) => { setTimeout(() => { button.disabled = true; }); }); });
  addEventListener("pageshow", () => document.querySelectorAll("button:disabled").forEach((button) => { button.disabled = false; }));
})();
