"use strict";
(() => {
  // A filter is used as soon as it is set; without this script its button does the same.
  for (const form of document.querySelectorAll("form[data-live]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }

  // What an address names may lie in something that is folded.
  const target = /^#finding-\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (target) {
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: "center" });
  }
})();
