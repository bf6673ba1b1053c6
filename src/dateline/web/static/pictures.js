// The sliders of the map: say their year while they move, show the map when they come to rest. The button does the same.
"use strict";
(() => {
  for (const slider of document.querySelectorAll("input.year")) {
    slider.addEventListener("input", () => { slider.parentElement.querySelector("output").value = slider.value; });
    slider.addEventListener("change", () => slider.form.requestSubmit());
  }
})();
