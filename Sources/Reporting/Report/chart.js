// Curves that answer to the pointer: the values under it, curves that can be switched off, logarithmic axes.
const report = JSON.parse(document.getElementById("data").textContent);
const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const svg = (name, attributes = {}, text) => {
  const element = document.createElementNS("http:" + "//www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
};
// Colours that colour-blind readers tell apart (Okabe and Ito), and a dash each.
const colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7f7f7f", "var(--ink)"];
const dashes = ["", "7 3", "2 3", "9 3 2 3", "", "7 3", "2 3", "9 3 2 3"];
const measureNames = { psnr: "PSNR (dB)", loss: "loss", ssim: "SSIM", ratio: "blur / sharpness" };
const measureName = (name) => measureNames[name]
  ?? (name.startsWith("fbc_") ? "frequency band " + name.slice(4) : name.replace("psnr_", "PSNR, ").replaceAll("_", " "));
const shown = (value) => value === null || value === undefined ? "–"
  : Number.isInteger(value) ? String(value) : Math.abs(value) >= 0.001 ? String(+value.toPrecision(4)) : value.toExponential(2);

class Chart {
  // series: {label, image, curve}, where curve has the lists iteration and those of the measures.
  constructor(host, series, title) {
    Object.assign(this, { host, title, series: series.map((one, index) => ({ ...one, index, on: true })), place: null });
    const names = new Set(series.flatMap((one) => Object.keys(one.curve)));
    names.delete("iteration");
    const order = ["psnr", "loss"];
    const measures = [...order.filter((name) => names.has(name)), ...[...names].filter((name) => !order.includes(name))];
    const images = [...new Set(series.map((one) => one.image))];
    const option = (value, text) => make("option", { value, textContent: text });
    this.measure = make("select", { ariaLabel: "Measure" }, ...measures.map((name) => option(name, measureName(name))));
    this.image = make("select", { ariaLabel: "Image", hidden: images.length < 2 }, ...images.map((name) => option(name, name)));
    this.logX = make("input", { type: "checkbox" });
    this.logY = make("input", { type: "checkbox" });
    this.measure.addEventListener("change", () => { this.logY.checked = this.measure.value === "loss"; this.draw(); });
    this.image.addEventListener("change", () => { this.legend(); this.draw(); });
    for (const box of [this.logX, this.logY]) box.addEventListener("change", () => this.draw());
    const bar = make("div", { className: "chart-bar" }, this.measure, this.image,
      make("label", {}, this.logX, " log iterations"), make("label", {}, this.logY, " log values"));
    this.stage = make("div", { className: "chart-stage", tabIndex: 0 });
    this.stage.setAttribute("role", "group");
    this.stage.setAttribute("aria-label", "Curves of " + title + "; arrow keys move along the iterations");
    this.values = make("output", { className: "chart-values" });
    this.keys = make("div", { className: "chart-keys" });
    host.replaceChildren(bar, this.stage, this.values, this.keys);
    this.stage.addEventListener("pointermove", (event) => this.point(event.clientX - this.stage.getBoundingClientRect().left));
    this.stage.addEventListener("pointerdown", (event) => this.point(event.clientX - this.stage.getBoundingClientRect().left));
    this.stage.addEventListener("pointerleave", () => { this.place = null; this.mark(); });
    this.stage.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -8, ArrowRight: 8 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.point((this.place === null ? this.box.left : this.xOf(this.place)) + step);
    });
    new ResizeObserver(() => { if (this.stage.clientWidth !== this.width) this.draw(); }).observe(this.stage);
    this.legend();
    this.draw();
  }

  get present() { return this.series.filter((one) => this.image.hidden || one.image === this.image.value); }

  legend() {
    this.keys.replaceChildren(...this.present.map((one, order) => {
      Object.assign(one, { color: colors[order % 8], dash: dashes[order % 8] });
      const line = svg("svg", { width: 26, height: 10, "aria-hidden": "true" });
      line.append(svg("line", { x1: 0, x2: 26, y1: 5, y2: 5, stroke: one.color, "stroke-width": 2, "stroke-dasharray": one.dash }));
      const button = make("button", { type: "button", className: "key" }, line, " " + one.label);
      button.setAttribute("aria-pressed", String(one.on));
      button.addEventListener("click", () => {
        one.on = !one.on;
        button.setAttribute("aria-pressed", String(one.on));
        this.draw();
      });
      return button;
    }));
  }

  // New rows of the curves, of a run that goes on.
  update(series) {
    for (const one of series) {
      const known = this.series.find((other) => other.label === one.label);
      if (known) known.curve = one.curve;
    }
    this.draw();
  }

  draw() {
    const width = this.width = this.stage.clientWidth;
    if (width < 80) return;
    const height = width < 480 ? 230 : 300;
    const box = this.box = { left: 56, right: width - 12, top: 12, bottom: height - 40 };
    const name = this.measure.value, isLogX = this.logX.checked, isLogY = this.logY.checked;
    const lines = this.lines = this.present.filter((one) => one.on && one.curve[name]).map((one) => ({
      one, points: one.curve.iteration.map((x, row) => [x + (isLogX ? 1 : 0), one.curve[name][row]])
        .filter(([, y]) => y !== null && (!isLogY || y > 0)),
    })).filter((line) => line.points.length);
    const xs = lines.flatMap((line) => line.points.map((point) => point[0]));
    const ys = lines.flatMap((line) => line.points.map((point) => point[1]));
    const range = (values, isLog) => {
      if (!values.length) return isLog ? [1, 10] : [0, 1];
      let low = values.reduce((a, b) => Math.min(a, b)), high = values.reduce((a, b) => Math.max(a, b));
      if (low === high) { low = isLog ? low / 2 : low - 1; high = isLog ? high * 2 : high + 1; }
      const room = isLog ? 0 : 0.04 * (high - low);
      return [low - room, high + room];
    };
    const xRange = xs.length ? [isLogX ? 1 : 0, Math.max(1, ...range(xs, true).slice(1))] : [isLogX ? 1 : 0, 10];
    if (isLogX && xRange[1] < 2) xRange[1] = 2;
    const yRange = range(ys, isLogY);
    const scale = ([low, high], isLog, from, to) => isLog
      ? (value) => from + (to - from) * Math.log(value / low) / Math.log(high / low)
      : (value) => from + (to - from) * (value - low) / (high - low);
    const x = scale(xRange, isLogX, box.left, box.right), y = scale(yRange, isLogY, box.bottom, box.top);
    this.xOf = (iteration) => x(iteration + (isLogX ? 1 : 0));
    this.yOf = y;
    this.iterationOf = (pixel) => {
      const share = Math.min(1, Math.max(0, (pixel - box.left) / (box.right - box.left)));
      return isLogX ? xRange[0] * (xRange[1] / xRange[0]) ** share - 1 : xRange[0] + share * (xRange[1] - xRange[0]);
    };
    const picture = svg("svg", { width, height, viewBox: "0 0 " + width + " " + height, role: "img",
      "aria-label": measureName(name) + " over iterations, " + lines.length + " curves" });
    for (const value of ticks(yRange, isLogY, 5)) {
      picture.append(svg("line", { class: "grid", x1: box.left, x2: box.right, y1: y(value), y2: y(value) }),
        svg("text", { x: box.left - 6, y: y(value) + 4, "text-anchor": "end" }, shown(value)));
    }
    for (const value of ticks(xRange, isLogX, width < 480 ? 4 : 8)) {
      picture.append(svg("line", { class: "tick", x1: x(value), x2: x(value), y1: box.bottom, y2: box.bottom + 4 }),
        svg("text", { x: x(value), y: box.bottom + 17, "text-anchor": "middle" }, shown(value)));
    }
    picture.append(svg("line", { class: "axis", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }),
      svg("text", { class: "name", x: (box.left + box.right) / 2, y: height - 6, "text-anchor": "middle" },
        isLogX ? "iteration + 1" : "iteration"),
      svg("text", { class: "name", transform: "translate(12 " + (box.top + box.bottom) / 2 + ") rotate(-90)", "text-anchor": "middle" },
        measureName(name)));
    for (const { one, points } of lines) {
      picture.append(svg("polyline", { points: points.map(([a, b]) => x(a).toFixed(1) + "," + y(b).toFixed(1)).join(" "),
        fill: "none", stroke: one.color, "stroke-width": 1.7, "stroke-dasharray": one.dash, "stroke-linejoin": "round" }));
    }
    this.marks = svg("g", { class: "marks" });
    picture.append(this.marks);
    this.stage.replaceChildren(picture);
    this.mark();
  }

  point(pixel) {
    if (!this.iterationOf) return;
    this.place = this.iterationOf(pixel);
    this.mark();
  }

  mark() {
    if (!this.marks) return;
    this.marks.replaceChildren();
    if (this.place === null || !this.lines.length) { this.values.textContent = "Point at the curves to read their values."; return; }
    const shift = this.logX.checked ? 1 : 0;
    const found = this.lines.map(({ one, points }) => ({ one, point: points.reduce((a, b) =>
      Math.abs(b[0] - shift - this.place) < Math.abs(a[0] - shift - this.place) ? b : a) }));
    // The line stands at the recorded iteration that is nearest of all.
    const nearest = found.reduce((a, b) =>
      Math.abs(b.point[0] - shift - this.place) < Math.abs(a.point[0] - shift - this.place) ? b : a).point[0] - shift;
    const { top, bottom } = this.box, pixel = this.xOf(nearest);
    this.marks.append(svg("line", { class: "cursor", x1: pixel, x2: pixel, y1: top, y2: bottom }));
    for (const { one, point } of found) {
      this.marks.append(svg("circle", { cx: this.xOf(point[0] - shift), cy: this.yOf(point[1]), r: 3.5, fill: one.color }));
    }
    this.values.replaceChildren(make("b", { textContent: "iteration " + nearest }), ...found.map(({ one, point }) => {
      const value = make("span", {}, make("i", { className: "dot" }), one.label + " ", make("b", { textContent: shown(point[1]) }));
      value.firstChild.style.background = one.color;
      return value;
    }));
  }
}

function ticks([low, high], isLog, most) {
  if (isLog) {
    const from = Math.floor(Math.log10(low)), to = Math.ceil(Math.log10(high));
    const wide = to - from > 3, values = [];
    for (let power = from; power <= to; power += Math.max(1, Math.ceil((to - from) / most))) {
      for (const digit of wide ? [1] : [1, 2, 5]) {
        const value = digit * 10 ** power;
        if (value >= low * 0.999 && value <= high * 1.001) values.push(+value.toPrecision(6));
      }
    }
    // Less than a decade may hold none of these.
    if (values.length > 2) return values;
  }
  const raw = (high - low) / most, unit = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find((factor) => factor * unit >= raw) * unit, values = [];
  for (let index = Math.ceil(low / step); index * step <= high; index += 1) values.push(+(index * step).toPrecision(12));
  return values;
}

// Charts are drawn when they come near the screen.
const nearScreen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    nearScreen.unobserve(target);
    const series = JSON.parse(target.dataset.series).map(({ run, label }) => {
      const { key, image } = report.runs[run];
      return { label, image, curve: report.curves[key] };
    }).filter((one) => one.curve);
    if (series.length) new Chart(target, series, target.dataset.title);
  }
}, { rootMargin: "400px" });
for (const host of document.querySelectorAll(".chart")) nearScreen.observe(host);
