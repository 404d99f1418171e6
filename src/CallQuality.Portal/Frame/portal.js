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

  // What changes by itself is fetched anew, but never under the hands of somebody who is in it.
  // After an hour it stands still, so that a forgotten page does not keep somebody signed in.
  const part = document.querySelector("[data-refresh]");
  const end = Date.now() + 3600 * 1000;
  const refresh = async () => {
    const here = document.getElementById(part.id);
    if (!document.hidden && !here.contains(document.activeElement)) {
      const page = await fetch(location).then(found => (found.ok ? found.text() : "")).catch(() => "");
      const fresh = new DOMParser().parseFromString(page, "text/html").getElementById(part.id);
      if (fresh && !here.contains(document.activeElement)) here.replaceWith(fresh);
    }
    if (Date.now() < end) setTimeout(refresh, 1000 * part.dataset.refresh);
  };
  if (part) setTimeout(refresh, 1000 * part.dataset.refresh);

  // What an address names may lie in something that is folded.
  const target = /^#finding-\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (target) {
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: "center" });
  }
})();
