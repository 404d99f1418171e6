"use strict";
(() => {
  // A filter is used as soon as it is set; without this script its button does the same.
  for (const form of document.querySelectorAll("form[data-live]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }

  // Whoever waits for a trial sees how far it is, and its result as soon as it is there.
  const trial = document.querySelector("progress[data-trial]");
  const look = async () => {
    const answer = await fetch(trial.dataset.trial, { headers: { Accept: "application/json" } }).then(found => found.json()).catch(() => ({ share: trial.value }));
    if (answer.share === null) return location.reload();
    trial.value = answer.share;
    setTimeout(look, 500);
  };
  if (trial) setTimeout(look, 500);

  // What an address names may lie in something that is folded.
  const target = /^#finding-\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (target) {
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: "center" });
  }
})();
