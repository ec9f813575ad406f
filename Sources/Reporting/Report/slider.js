"use strict";
// Lays two pictures of a comparison over each other, parted at a place that the reader moves.
for (const comparison of document.querySelectorAll(".comparison")) {
  const pictures = [...comparison.querySelectorAll("figure")];
  if (pictures.length < 2) continue;
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const names = pictures.map((picture) => picture.querySelector("b").textContent);
  const images = pictures.map((picture) => picture.querySelector("img"));
  const left = make("img", { draggable: false }), right = make("img", { draggable: false });
  const stage = make("div", { className: "stage" }, left, right);
  const range = make("input", { type: "range", min: 0, max: 100, step: "any", value: 50 });
  range.setAttribute("aria-label", "Where the left picture ends, " + comparison.dataset.title);
  const choose = (label, index, image) => {
    const select = make("select", {}, ...names.map((name, value) => make("option", { value, textContent: name })));
    select.setAttribute("aria-label", label);
    select.value = index;
    const show = () => { image.src = images[select.value].src; image.alt = images[select.value].alt; };
    select.addEventListener("change", show);
    show();
    return select;
  };
  const part = (share) => {
    range.value = share;
    stage.style.setProperty("--place", share + "%");
    right.style.clipPath = "inset(0 0 0 " + share + "%)";
  };
  const follow = (event) => {
    const box = stage.getBoundingClientRect();
    part(Math.min(100, Math.max(0, 100 * (event.clientX - box.left) / box.width)));
  };
  range.addEventListener("input", () => part(range.value));
  stage.addEventListener("pointerdown", (event) => { stage.setPointerCapture(event.pointerId); follow(event); });
  stage.addEventListener("pointermove", (event) => { if (event.buttons) follow(event); });
  // The base of the stage is the largest picture, so that a small one is laid over it at the same size.
  const widest = images.reduce((a, b) => (+b.getAttribute("width") > +a.getAttribute("width") ? b : a));
  stage.style.aspectRatio = widest.getAttribute("width") + " / " + widest.getAttribute("height");
  left.style.height = "100%";
  // What differs between the two pictures, four times as bright; and the pictures at three times their size.
  const toggle = (text, name) => {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => stage.parentElement.classList.toggle(name, box.checked));
    return make("label", {}, box, " " + text);
  };
  const extras = make("div", { className: "extras" }, toggle("difference x 4", "difference"), toggle("enlarge x 3", "enlarged"));
  const sides = make("div", { className: "sides" }, choose("Left picture", 0, left), choose("Right picture", 1, right));
  comparison.querySelector("h4").after(make("div", { className: "slider" }, make("div", { className: "window" }, stage), range, sides, extras));
  part(50);
}
