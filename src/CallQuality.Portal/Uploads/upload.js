"use strict";
(() => {
  const box = document.querySelector("#upload");
  const rows = document.querySelector("#rows");
  const drop = document.querySelector("#drop");
  const picker = document.querySelector("#files");
  const said = document.querySelector("#said");
  const pieceBytes = 4 * 1024 * 1024;
  const atOnce = 2;
  const mostTries = 8;
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const say = text => { said.textContent = text; };
  const value = id => document.querySelector(`#${id}`).value;
  const ask = (address, options = {}) => fetch(address, {
    ...options,
    headers: { "X-Csrf-Token": box.dataset.token, ...options.headers },
  });

  // A file that was begun in an earlier visit goes on where it stopped; the server alone says where that is.
  const memory = file => `upload:${file.name}:${file.size}:${file.lastModified}`;

  const rowOf = file => {
    document.querySelector("#nothing").hidden = true;
    const row = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { className: "file", textContent: file.name });
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    bar.setAttribute("aria-label", file.name);
    const state = Object.assign(document.createElement("span"), { className: "state", textContent: box.dataset.waiting });
    row.append(name, bar, state);
    rows.prepend(row);
    return { row, bar, state };
  };
  const refuse = (shown, text) => {
    shown.row.classList.add("refused");
    shown.bar.hidden = true;
    shown.state.textContent = text;
    say(text);
  };

  const begin = async (file, about) => {
    const known = localStorage.getItem(memory(file));
    if (known) {
      const answer = await ask(`/api/uploads/${known}`, { method: "HEAD" });
      if (answer.ok) return { id: known, offset: Number(answer.headers.get("Upload-Offset")) };
    }
    const answer = await ask("/api/uploads", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: file.name, bytes: file.size, ...about }),
    });
    const body = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(body.problem), { refused: true });
    localStorage.setItem(memory(file), body.id);
    return { id: body.id, offset: 0 };
  };

  const sendPieces = async (file, upload, shown) => {
    let tries = 0;
    while (upload.offset < file.size) {
      try {
        const answer = await ask(`/api/uploads/${upload.id}`, {
          method: "PATCH",
          headers: { "Upload-Offset": String(upload.offset), "Content-Type": "application/octet-stream" },
          body: file.slice(upload.offset, upload.offset + pieceBytes),
        });
        if (answer.status !== 204 && answer.status !== 409) throw new Error(String(answer.status));
        if (answer.status === 409) await pause(500);
        upload.offset = Number(answer.headers.get("Upload-Offset"));
        tries = answer.ok ? 0 : tries + 1;
        if (tries > mostTries) throw new Error("409");
      } catch (error) {
        if (++tries > mostTries) throw error;
        shown.state.textContent = box.dataset.resume;
        await pause(Math.min(1000 * 2 ** tries, 15000));
        const answer = await ask(`/api/uploads/${upload.id}`, { method: "HEAD" }).catch(() => null);
        if (answer && answer.status === 404) throw error;
        if (answer && answer.ok) upload.offset = Number(answer.headers.get("Upload-Offset"));
      }
      shown.bar.value = upload.offset / file.size;
      shown.state.textContent = `${Math.floor(upload.offset / file.size * 100)} %`;
    }
  };

  const send = async ({ file, about, shown }) => {
    try {
      const upload = await begin(file, about);
      await sendPieces(file, upload, shown);
      const answer = await ask(`/api/uploads/${upload.id}/finish`, { method: "POST" });
      localStorage.removeItem(memory(file));
      const body = await answer.json();
      if (!answer.ok) throw Object.assign(new Error(body.problem), { refused: true });
      shown.row.dataset.call = body.call;
      shown.row.dataset.state = "Queued";
      shown.bar.value = 0;
      shown.state.textContent = box.dataset.sent;
      look();
    } catch (error) {
      refuse(shown, error.refused ? error.message : box.dataset.broken);
    }
  };

  const queue = [];
  let running = 0;
  const next = () => {
    while (running < atOnce && queue.length > 0) {
      running++;
      send(queue.shift()).finally(() => { running--; next(); });
    }
  };
  // What a table says of a recording goes before what the form says of all.
  const table = new Map();
  const readTable = async file => {
    const shown = rowOf(file);
    shown.bar.hidden = true;
    try {
      const answer = await ask(`/api/metadata?name=${encodeURIComponent(file.name)}`, { method: "POST", headers: { "Content-Type": "text/csv" }, body: file });
      const body = await answer.json();
      if (!answer.ok) throw Object.assign(new Error(body.problem), { refused: true });
      for (const row of body) table.set(row.file, Object.fromEntries(Object.entries(row).filter(([name, text]) => name !== "file" && text !== null)));
      shown.state.textContent = box.dataset.table.replace("{0}", body.length);
      return true;
    } catch (error) {
      refuse(shown, error.refused ? error.message : box.dataset.broken);
      return false;
    }
  };
  const isTable = file => file.name.toLowerCase().endsWith(".csv");
  const take = async files => {
    const about = { agent: value("agent"), customer: value("customer"), channel: value("channel"), startedAt: value("startedAt") };
    const read = await Promise.all(files.filter(isTable).map(readTable));
    for (const file of files.filter(file => !isTable(file))) {
      const shown = rowOf(file);
      if (read.includes(false)) refuse(shown, box.dataset.held);
      else queue.push({ file, about: { ...about, ...table.get(file.name) }, shown });
    }
    next();
  };
  picker.addEventListener("change", () => { take([...picker.files]); picker.value = ""; });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, event => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", event => { event.preventDefault(); take([...event.dataTransfer.files]); });
  addEventListener("beforeunload", event => { if (running > 0) event.preventDefault(); });

  // The analyses: asked about once a second while one is open, and as long as the page is seen.
  const open = () => [...rows.querySelectorAll("[data-call]")].filter(row => ["Queued", "Running"].includes(row.dataset.state));
  const show = (row, standing) => {
    row.dataset.state = standing.state;
    const bar = row.querySelector("progress");
    bar.hidden = standing.state !== "Running";
    bar.value = standing.share ?? 0;
    row.querySelector(".state").textContent = standing.text;
    if (standing.state !== "Done") return;
    const link = Object.assign(document.createElement("a"), { href: `/calls/${standing.call}`, textContent: box.dataset.open });
    row.append(link);
    say(`${row.querySelector(".file").textContent}: ${standing.text}`);
  };
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    while (open().length > 0) {
      if (!document.hidden) {
        const query = open().slice(0, 50).map(row => `call=${row.dataset.call}`).join("&");
        const answer = await ask(`/api/calls/standing?${query}`).catch(() => null);
        if (answer && answer.ok) {
          for (const standing of await answer.json()) {
            for (const row of rows.querySelectorAll(`[data-call="${standing.call}"]`)) show(row, standing);
          }
        }
      }
      await pause(1000);
    }
    looking = false;
  };
  look();
})();
