"use strict";
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const audio = find("#audio");
  const player = find("#player");
  const now = find("#now");
  const seekBar = find("#seek");
  const playhead = find("#playhead");
  const transcript = find("#transcript-text");
  const duration = Number(seekBar.getAttribute("aria-valuemax"));
  const parseSpan = text => text.split(",").map(Number);
  const clock = seconds => {
    const whole = Math.max(0, Math.floor(seconds));
    const two = number => String(number).padStart(2, "0");
    const minutes = Math.floor(whole / 60);
    return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
  };

  // The sound lies in the page as Base64: a blob can be sought in, a data: address cannot everywhere.
  const sound = find("#sound");
  if (sound) {
    const binary = atob(sound.textContent);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    audio.src = URL.createObjectURL(new Blob([bytes], { type: "audio/wav" }));
    sound.remove();
  }
  audio.preservesPitch = true;
  audio.addEventListener("error", () => { now.textContent = player.dataset.error; });

  // A span that is being played: playback stops exactly at its end. Anything else the user does drops it.
  let span = null;
  let watch = 0;
  const setNow = text => { now.textContent = text; };
  const release = () => {
    if (span && span.button) span.button.classList.remove("playing");
    span = null;
    clearInterval(watch);
  };
  const checkEnd = () => {
    if (!span || audio.currentTime < span.end) return;
    const end = span.end;
    audio.pause();
    audio.currentTime = end;
    release();
  };
  const prepare = (start, end, label, button) => {
    release();
    audio.currentTime = start;
    span = { start, end, button };
    setNow(player.dataset.now.replace("{0}", () => `${label ? label + ", " : ""}${clock(start)}–${clock(end)}`));
    update();
  };
  const playSpan = (start, end, label, button) => {
    prepare(start, end, label, button);
    if (button) button.classList.add("playing");
    watch = setInterval(checkEnd, 15);
    audio.play().catch(release);
  };
  const seek = time => {
    release();
    setNow("");
    audio.currentTime = Math.min(Math.max(time, 0), audio.duration || duration);
    update();
  };
  const playFrom = time => { seek(time); audio.play().catch(() => {}); };

  // Words and turns follow playback.
  const words = all("[data-t]").map(element => ({ start: Number(element.dataset.t), element })).sort((a, b) => a.start - b.start);
  const lingerSeconds = 1.5;
  let currentWord = null;
  let currentTurn = null;
  let lastScrolled = 0;
  const wordAt = time => {
    let low = 0, high = words.length - 1, hit = -1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (words[middle].start <= time + 0.01) { hit = middle; low = middle + 1; } else { high = middle - 1; }
    }
    return hit >= 0 && time - words[hit].start < lingerSeconds ? words[hit].element : null;
  };
  const follow = time => {
    const word = wordAt(time);
    if (word === currentWord) return;
    if (currentWord) currentWord.classList.remove("now");
    currentWord = word;
    if (!word) return;
    word.classList.add("now");
    const turn = word.closest(".turn");
    if (turn !== currentTurn) {
      if (currentTurn) { currentTurn.classList.remove("now"); currentTurn.removeAttribute("aria-current"); }
      currentTurn = turn;
      turn.classList.add("now");
      turn.setAttribute("aria-current", "true");
    }
    // Only the transcript's own box moves, never the page, and not while the reader scrolls in it.
    if (transcript.scrollHeight > transcript.clientHeight && Date.now() - lastScrolled > 3000) {
      const place = word.getBoundingClientRect(), box = transcript.getBoundingClientRect();
      if (place.top < box.top + 30 || place.bottom > box.bottom - 60) {
        transcript.scrollTop += place.top - box.top - box.height / 3;
      }
    }
  };
  for (const kind of ["wheel", "touchmove", "keydown"]) {
    if (transcript) transcript.addEventListener(kind, () => { lastScrolled = Date.now(); }, { passive: true });
  }

  let shownSecond = -1;
  const update = () => {
    const time = audio.currentTime;
    const place = `${Math.min(100, time / duration * 100)}%`;
    playhead.setAttribute("x1", place);
    playhead.setAttribute("x2", place);
    follow(time);
    if (Math.floor(time) !== shownSecond) {
      shownSecond = Math.floor(time);
      seekBar.setAttribute("aria-valuenow", String(shownSecond));
      seekBar.setAttribute("aria-valuetext", clock(time));
    }
  };
  const draw = () => { update(); if (!audio.paused) requestAnimationFrame(draw); };
  audio.addEventListener("play", () => {
    if (span) { clearInterval(watch); watch = setInterval(checkEnd, 15); }
    document.body.classList.add("is-playing");
    requestAnimationFrame(draw);
  });
  audio.addEventListener("pause", () => {
    document.body.classList.remove("is-playing");
    if (span && span.button) span.button.classList.remove("playing");
    update();
  });
  audio.addEventListener("timeupdate", () => { checkEnd(); update(); });
  // The native control can leave the span too.
  audio.addEventListener("seeking", () => {
    if (span && (audio.currentTime < span.start - 0.05 || audio.currentTime > span.end + 0.05)) { release(); setNow(""); }
  });

  const findings = all("[data-finding]").map(element => {
    const [start, end] = parseSpan(element.dataset.finding);
    return { start, end, label: element.dataset.label };
  });
  const step = direction => {
    const at = span ? span.start : audio.currentTime;
    const ahead = direction > 0
      ? findings.find(finding => finding.start > at + 0.05)
      : [...findings].reverse().find(finding => finding.start < at - 0.05);
    if (ahead) playSpan(ahead.start, ahead.end, ahead.label, null);
  };
  const toggle = () => { if (audio.paused) audio.play().catch(() => {}); else audio.pause(); };

  document.addEventListener("click", event => {
    const button = event.target.closest("[data-span]");
    if (button) {
      if (button.classList.contains("playing")) { audio.pause(); return; }
      const [start, end] = parseSpan(button.dataset.span);
      playSpan(start, end, button.dataset.label, button);
      return;
    }
    const mark = event.target.closest("[data-finding]");
    if (mark) {
      const [start, end] = parseSpan(mark.dataset.finding);
      playSpan(start, end, mark.dataset.label, null);
      return;
    }
    const place = event.target.closest("[data-t],[data-from]");
    if (place && !String(getSelection())) playFrom(Number(place.dataset.t || place.dataset.from));
  });
  const seekTo = event => {
    const box = seekBar.getBoundingClientRect();
    seek((event.clientX - box.left) / box.width * duration);
  };
  seekBar.addEventListener("pointerdown", event => { seekBar.setPointerCapture(event.pointerId); seekTo(event); });
  seekBar.addEventListener("pointermove", event => { if (event.buttons & 1) seekTo(event); });
  find("#previous").addEventListener("click", () => step(-1));
  find("#next").addEventListener("click", () => step(1));
  find("#speed").addEventListener("change", event => { audio.playbackRate = Number(event.target.value); });

  const keys = {
    " ": toggle,
    ArrowLeft: () => seek(audio.currentTime - 5),
    ArrowRight: () => seek(audio.currentTime + 5),
    n: () => step(1),
    p: () => step(-1),
  };
  document.addEventListener("keydown", event => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("select,input,textarea,audio")) return;
    if (event.key === " " && target.closest("button,summary,a")) return;
    if (target === seekBar && (event.key === "Home" || event.key === "End")) {
      event.preventDefault();
      seek(event.key === "Home" ? 0 : duration);
      return;
    }
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  // #t=12.3 goes there; #t=12.3,15.6 makes that span ready, so that the next key or click on play plays exactly it.
  const readAddress = () => {
    const match = /^#t=(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?$/.exec(location.hash);
    if (!match) return;
    const start = Number(match[1]);
    if (match[2]) prepare(start, Number(match[2]), "", null); else seek(start);
    find(".timeline-section").scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", readAddress);
  if (audio.readyState >= 1) readAddress(); else audio.addEventListener("loadedmetadata", readAddress, { once: true });

  // Paper cannot unfold.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
})();
