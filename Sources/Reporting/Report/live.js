// The live part of a served page: the runs under way, told by the server as they change.
{
  const state = document.getElementById("live-state"), list = document.getElementById("live-runs");
  const cards = new Map();
  let ended = 0;

  const pictures = (run) => (run.pictures ?? []).map(({ label, src }) =>
    make("figure", {}, make("img", { src, alt: run.name + ": " + label }), make("figcaption", { textContent: label })));

  const card = (name) => {
    if (cards.has(name)) return cards.get(name);
    const parts = {
      title: make("h3"), progress: make("progress"), words: make("p", { className: "meta" }), log: make("pre", { hidden: true }),
      pictures: make("div", { className: "live-pictures" }), why: make("p", { className: "meta" }), chart: make("div", { className: "chart", hidden: true }),
    };
    parts.progress.setAttribute("aria-label", "Progress of " + name);
    parts.log.tabIndex = 0;
    parts.log.setAttribute("aria-label", "Log of " + name);
    parts.element = make("article", { className: "live-run" }, parts.title, parts.progress, parts.words, parts.log,
      parts.pictures, parts.why, parts.chart);
    parts.element.dataset.run = name;
    list.prepend(parts.element);
    cards.set(name, parts);
    return parts;
  };

  const tell = (run) => {
    const parts = card(run.name);
    if (run.stage === "done" && parts.stage && parts.stage !== "done") ended += 1;
    parts.stage = run.stage;
    parts.element.className = "live-run " + run.stage;
    parts.title.textContent = run.title + ": " + run.label;
    parts.progress.max = Math.max(1, run.iterations);
    parts.progress.value = run.done;
    parts.words.textContent = [run.stage, run.done + " of " + run.iterations + " iterations",
      run.psnr === null ? "" : run.psnr.toFixed(2) + " dB", run.stage === "running" && run.rate ? run.rate.toPrecision(3) + " iterations per second" : "",
      run.holder, run.reason].filter(Boolean).join(", ");
    parts.log.hidden = !run.log;
    parts.log.textContent = run.log ?? "";
    const shownNow = JSON.stringify(run.pictures ?? []);
    if (parts.shown !== shownNow) { parts.shown = shownNow; parts.pictures.replaceChildren(...pictures(run)); }
    parts.why.textContent = run.why ?? "";
    if (run.curve && run.curve.iteration.length > 1) {
      const series = [{ label: run.label, image: "", curve: run.curve }];
      parts.chart.hidden = false;
      if (parts.drawn) parts.drawn.update(series); else parts.drawn = new Chart(parts.chart, series, run.title + ", " + run.label);
    }
  };

  const duration = (seconds) => seconds < 100 ? Math.ceil(seconds) + " s" : seconds < 6000 ? Math.round(seconds / 60) + " min"
    : (seconds / 3600).toFixed(1) + " h";

  const summary = ({ counts, throughput, secondsLeft }) => {
    const words = Object.entries(counts).filter(([, count]) => count > 0).map(([stage, count]) => count + " " + stage);
    state.replaceChildren((words.length ? "Records in the folder: " + words.join(", ") : "no records yet") + (throughput > 0 ? "; " + throughput.toFixed(1) + " iterations per second in all" : "")
      + (secondsLeft ? ", about " + duration(secondsLeft) + " left of the runs under way" : "") + ".");
    if (ended) {
      const again = make("button", { type: "button", textContent: "Load the page again" });
      again.addEventListener("click", () => location.reload());
      state.append(" " + ended + (ended === 1 ? " run has" : " runs have") + " ended since the tables below were made. ", again);
    }
  };

  const events = new EventSource("events");
  events.addEventListener("run", (event) => tell(JSON.parse(event.data)));
  events.addEventListener("summary", (event) => summary(JSON.parse(event.data)));
  events.addEventListener("bye", () => { events.close(); state.textContent = "The server has ended; the page stays as it is."; });
  events.addEventListener("error", () => {
    state.textContent = events.readyState === EventSource.CLOSED ? "The server has ended; the page stays as it is." : "The server does not answer; trying again …";
  });
}
