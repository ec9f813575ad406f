// Two runs side by side: what differs in their settings, their numbers, their images and their curves.
{
  const picked = [];
  const state = make("span"), open = make("button", { type: "button", textContent: "Show side by side" });
  const clear = make("button", { type: "button", textContent: "Clear" });
  const tray = make("div", { className: "tray", hidden: true }, state, " ", open, " ", clear);
  tray.setAttribute("role", "status");
  const dialog = make("dialog", { className: "pair", ariaLabel: "Two runs side by side" });
  document.body.append(tray, dialog);
  const boxes = [];

  const refresh = () => {
    for (const box of boxes) box.checked = picked.includes(box.dataset.run);
    tray.hidden = picked.length === 0;
    state.textContent = picked.length < 2 ? "1 run chosen; choose another to compare." : picked.join(" and ") + ".";
    open.disabled = picked.length < 2;
  };

  for (const row of document.querySelectorAll("tr[data-run]")) {
    const name = row.dataset.run;
    if (!report.runs[name]) continue;
    const box = make("input", { type: "checkbox", ariaLabel: "Compare " + name });
    box.dataset.run = name;
    box.addEventListener("change", () => {
      const place = picked.indexOf(name);
      if (place >= 0) picked.splice(place, 1); else picked.push(name);
      if (picked.length > 2) picked.shift();
      refresh();
    });
    boxes.push(box);
    row.cells[0].prepend(box, " ");
  }

  const show = () => {
    const runs = picked.map((name) => ({ name, ...report.runs[name] }));
    const close = make("button", { type: "button", className: "close", textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    const table = (title, keys, read) => {
      const rows = keys.map((key) => {
        const values = runs.map((run) => read(run, key));
        const row = make("tr", {}, make("th", { scope: "row", textContent: key }), ...values.map((value) => make("td", { textContent: value })));
        row.className = values[0] === values[1] ? "same" : "differs";
        return row;
      });
      const head = make("thead", {}, make("tr", {}, make("th", { scope: "col", textContent: title }),
        ...runs.map((run) => make("th", { scope: "col" }, make("code", { textContent: run.name })))));
      return make("div", { className: "scroll" }, make("table", {}, head, make("tbody", {}, ...rows)));
    };
    const union = (read) => [...new Set(runs.flatMap((run) => Object.keys(read(run) ?? {})))];
    const keys = union((run) => run.spec);
    const different = keys.filter((key) => runs[0].spec[key] !== runs[1].spec[key]);
    const parts = [close, make("h2", { textContent: "Two runs side by side" }),
      different.length ? table("setting", different, (run, key) => run.spec[key] ?? "unset")
        : make("p", { textContent: "Their settings are the same." }),
      make("p", { className: "meta", textContent: keys.length - different.length + " settings are the same." }),
      table("result", union((run) => run.numbers), (run, key) => shown(run.numbers[key]))];
    const labels = union((run) => Object.fromEntries((run.pictures ?? []).map((picture) => [picture.label, 1])));
    if (labels.length) {
      parts.push(make("div", { className: "pair-pictures" }, ...labels.flatMap((label) => runs.map((run) => {
        const picture = (run.pictures ?? []).find((one) => one.label === label);
        return make("figure", {}, ...(picture ? [make("img", { src: picture.src, alt: run.name + ": " + label })] : []),
          make("figcaption", { textContent: label + (picture ? "" : ": not at hand") }));
      }))));
    }
    const chart = make("div", { className: "chart" });
    dialog.replaceChildren(...parts, chart);
    dialog.showModal();
    const series = runs.map((run) => ({ label: run.name, image: "", curve: report.curves[run.key] })).filter((one) => one.curve);
    if (series.length) new Chart(chart, series, "the two runs");
  };
  open.addEventListener("click", show);
  clear.addEventListener("click", () => { picked.length = 0; refresh(); });
}
