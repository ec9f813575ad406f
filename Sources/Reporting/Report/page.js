// Search and filters, sorting, contents, panels on narrow screens, and what print needs.
{
  const form = document.querySelector(".controls");
  const sections = [...document.querySelectorAll("section.experiment")];
  const items = new Map([...document.querySelectorAll(".contents li[data-of]")].map((item) => [item.dataset.of, item]));
  if (form) {
    const texts = new Map(sections.map((section) => {
      const parts = [...section.querySelectorAll("h2, h3, h4, .meta, figcaption, table")].map((part) => part.textContent);
      return [section, parts.join(" ").toLowerCase()];
    }));
    const field = (name) => form.querySelector("#" + name);
    const apply = () => {
      const words = field("search").value.toLowerCase().split(/\s+/).filter(Boolean);
      const scale = field("choose-scale").value, task = field("choose-task").value, image = field("choose-image").value;
      let count = 0;
      for (const section of sections) {
        const { scale: own, task: ownTask, images } = section.dataset;
        const isShown = words.every((word) => texts.get(section).includes(word)) && (!scale || scale === own)
          && (!task || task === ownTask) && (!image || images.split("|").includes(image));
        section.hidden = !isShown;
        const item = items.get(section.id);
        if (item) item.hidden = !isShown;
        if (isShown) count += 1;
        for (const row of section.querySelectorAll("tr[data-image]")) row.hidden = image !== "" && row.dataset.image !== image;
      }
      field("found-count").textContent = count + " of " + sections.length + " experiments";
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  }

  // A click on a column's heading sorts by it; means stay below.
  for (const table of document.querySelectorAll("table.results, table.runs, table.overview")) {
    const body = table.tBodies[0], rows = [...body.rows];
    if (rows.length < 2) continue;
    const columns = [];
    for (const [line, row] of [...table.tHead.rows].entries()) {
      let place = 0;
      for (const cell of row.cells) {
        while (columns[place] && (line > 0) && columns[place].whole) place += 1;
        if (cell.colSpan === 1) columns[place] = { cell, whole: table.tHead.rows.length === 1 || cell.rowSpan > 1 };
        place += cell.colSpan;
      }
    }
    const value = (row, place) => row.cells[place]?.dataset.value ?? row.cells[place]?.textContent.trim() ?? "";
    for (const [place, column] of columns.entries()) {
      if (!column) continue;
      const { cell } = column;
      const button = make("button", { type: "button", className: "sort" }, ...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const isDown = cell.getAttribute("aria-sort") !== "descending";
        for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", isDown ? "descending" : "ascending");
        const keyed = rows.map((row, order) => {
          const text = value(row, place), number = parseFloat(text.replaceAll(",", "").replace("−", "-"));
          return { row, order, text, number, mean: row.classList.contains("mean"), empty: text === "" || text === "–" };
        });
        keyed.sort((a, b) => a.mean - b.mean || a.empty - b.empty
          || (isDown ? -1 : 1) * (Number.isNaN(a.number) || Number.isNaN(b.number) ? a.text.localeCompare(b.text) : a.number - b.number)
          || a.order - b.order);
        body.append(...keyed.map((one) => one.row));
      });
    }
  }

  // A table as a file for a spreadsheet.
  for (const table of document.querySelectorAll("table.results")) {
    const button = make("button", { type: "button", className: "csv", textContent: "Save as CSV" });
    button.addEventListener("click", () => {
      const cells = (row) => [...row.cells].map((cell) => {
        const text = cell.textContent.trim().replace("−", "-");
        const safe = /^[=+@\t-]/.test(text) && Number.isNaN(Number(text)) ? "'" + text : text;
        return /[",\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
      }).join(",");
      const lines = [[...table.tHead.rows].at(-1), ...table.tBodies[0].rows].map(cells);
      const address = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "text/csv" }));
      make("a", { href: address, download: (table.ariaLabel ?? "table").replace(/\W+/g, "-") + ".csv" }).click();
      URL.revokeObjectURL(address);
    });
    table.parentElement.after(button);
  }

  // Thumbnails of pictures that the page contains once.
  for (const link of document.querySelectorAll("a.thumbnail[data-of]")) {
    const picture = document.getElementById(link.dataset.of)?.querySelector("img");
    if (picture) link.replaceChildren(make("img", { src: picture.src, alt: picture.alt, loading: "lazy" }));
  }

  // On a narrow screen the panels of a figure stand one below the other.
  const narrow = matchMedia("(max-width: 40rem)");
  const arrange = () => {
    if (!narrow.matches) return;
    for (const figure of document.querySelectorAll("figure.plot[data-panels]")) {
      const picture = figure.querySelector(".scroll > img");
      if (!picture || figure.querySelector(".panels")) continue;
      const [[width, height, foot], ...boxes] = figure.dataset.panels.split(" ").map((box) => box.split(",").map(Number));
      const show = () => {
        // A picture of another layout stays whole.
        if (Math.abs(picture.naturalWidth - width) > 2 || Math.abs(picture.naturalHeight - height) > 2) return;
        const panels = make("div", { className: "panels" }, ...boxes.map((numbers, order) => {
          // The panel, and the axes that it shares with another one, at its left and below it.
          const [own, left, below] = [0, 4, 8].map((first) => numbers.slice(first, first + 4));
          const wide = left[2] + own[2], high = own[3] + below[3];
          const piece = ([x, y, w, h], toLeft, toTop) => {
            if (!w || !h) return [];
            const image = make("img", { src: picture.src, alt: "", draggable: false });
            image.style.width = 100 * width / w + "%";
            image.style.left = -100 * x / w + "%";
            image.style.top = -100 * y / h + "%";
            const part = make("div", { className: "piece" }, image);
            Object.assign(part.style, {
              left: 100 * toLeft / wide + "%", top: 100 * toTop / high + "%", width: 100 * w / wide + "%", height: 100 * h / high + "%",
            });
            return [part];
          };
          const panel = make("div", { className: "panel" }, ...piece(below, left[2] + below[0] - own[0], own[3]), ...piece(left, 0, 0),
            ...piece(own, left[2], 0));
          panel.style.aspectRatio = wide + " / " + high;
          panel.setAttribute("role", "img");
          panel.setAttribute("aria-label", picture.alt + ", panel " + (order + 1));
          return panel;
        }));
        figure.prepend(panels);
        // What the colours and lines are is read at its own size.
        if (foot < height) {
          const note = make("div", { className: "piece" }, make("img", { src: picture.src, alt: "", draggable: false }));
          Object.assign(note.firstChild.style, { width: width + "px", left: 0, top: -foot + "px" });
          Object.assign(note.style, { position: "relative", width: width + "px", height: height - foot + "px" });
          const scroll = make("div", { className: "scroll foot", tabIndex: 0 }, note);
          scroll.setAttribute("role", "region");
          scroll.setAttribute("aria-label", "Legend of " + picture.alt);
          panels.after(scroll);
        }
        figure.classList.add("in-panels");
      };
      if (picture.complete && picture.naturalWidth) show(); else picture.addEventListener("load", show, { once: true });
    }
  };
  narrow.addEventListener("change", arrange);
  arrange();
  const contents = document.querySelector(".contents details");
  if (contents && matchMedia("(max-width: 75rem)").matches) contents.open = false;

  // The section in sight is marked in the contents.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      items.get(target.id)?.classList.toggle("here", isIntersecting);
    }
  }, { rootMargin: "-20% 0px -60%" });
  for (const section of sections) seen.observe(section);

  // Paper shows what is folded on the screen.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const details of folded) details.open = true;
    for (const picture of document.querySelectorAll("img[loading=lazy]")) picture.loading = "eager";
  });
  addEventListener("afterprint", () => { for (const details of folded) details.open = false; });
}
