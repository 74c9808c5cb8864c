/* Draws the charts of the trends page, then asks where the flag rose or fell. */
import { dayWords } from "./lib/calendar.js";
import { isVisit, markersOf, pointsAt, statesOf } from "./lib/figures.js";
import { configOf } from "./lib/paint.js";

const MOST_TURNS = 40;
const TAP_ROOM = 24;
const AXIS_ROOM = 60; // what the numbers and the name of the axis may take of the width
const MARK_ROW = 8;
const VISIT_ROW = 24;
const HATCH = 6;

const frame = document.querySelector("[data-trends]");
const page = {
  words: JSON.parse(document.getElementById("trend-words").textContent),
  step: frame.dataset.step,
  locale: frame.dataset.locale,
  usual: Number(frame.dataset.usual),
  still: matchMedia("(prefers-reduced-motion: reduce)").matches,
};
const { days } = frame.dataset;
const figures = [...frame.querySelectorAll("figure")].filter((figure) => figure.querySelector("canvas"));
const byDate = new Set(["frequency", "duration", "severity"]);
const answers = new Map();
const charts = new Map();
let points = [];

/** The colours of the mood that is on, and the size of small text. */
function currentLook() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const look = {
    one: colour("--chart-1"), two: colour("--chart-2"), three: colour("--chart-3"), five: colour("--chart-5"),
    none: colour("--chart-none"), blank: colour("--blank-line"), grid: colour("--chart-grid"), text: colour("--chart-text"),
    ink: colour("--ink"), paper: colour("--paper"), card: colour("--card"),
    mention: colour("--calm"), routine: colour("--calm"), soon: colour("--amber"), urgent: colour("--urgent"),
    emergency: colour("--emergency"), visit: colour("--sage"),
    face: getComputedStyle(document.body).fontFamily,
    size: Math.round(parseFloat(style.fontSize) * 0.8),
  };
  return { ...look, hatch: hatchOf(look.blank) };
}

function hatchOf(colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = HATCH;
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  for (const shift of [-HATCH, 0, HATCH]) {
    pen.moveTo(shift - 1, HATCH + 1);
    pen.lineTo(shift + HATCH + 1, -1);
  }
  pen.stroke();
  return tile;
}

async function fetched(name) {
  const url = `${frame.dataset.charts.replace("flag", name)}?days=${days}`;
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

function draw(figure, look) {
  const name = figure.id;
  const json = answers.get(name);
  const often = answers.get("frequency");
  const states = byDate.has(name) && often ? statesOf(often.data.datasets[0].data) : null;
  charts.get(name)?.destroy();
  const config = configOf(name, json, states, page, look);
  if (name === "frequency") addMarkers(config, json.data.labels, look);
  charts.set(name, new globalThis.Chart(figure.querySelector("canvas"), config));
}

/** Marks above the bars where the flag rose, below them where a visit lowered it; a tap near one opens its reasons. */
function addMarkers(config, labels, look) {
  if (!points.length) return;
  const apartIn = (width) => Math.ceil((TAP_ROOM * labels.length) / (width - AXIS_ROOM));
  const annotate = (width) => annotationsOf(markersOf(points, labels, apartIn(width)), look);
  config.options.plugins.annotation.annotations = annotate(frame.querySelector(".figure-frequency .plot").clientWidth);
  config.options.scales.y.grace = points.some(isVisit) ? "28%" : "18%";
  config.options.onResize = (chart, { width }) => {
    chart.options.plugins.annotation.annotations = annotate(width);
  };
  config.options.onClick = (event, _elements, chart) => {
    const apart = apartIn(chart.width);
    showTurns(pointsAt(chart.scales.x.getValueForPixel(event.x), markersOf(points, labels, apart), apart));
  };
}

function annotationsOf(markers, look) {
  return Object.fromEntries(markers.map((marker) => {
    const colour = marker.isVisit ? look.visit : look[marker.tier];
    const annotation = {
      type: "point",
      xValue: marker.place,
      yValue: (context) => context.chart.scales.y.max,
      yAdjust: marker.isVisit ? VISIT_ROW : MARK_ROW,
      radius: marker.isVisit ? 5 : 6,
      pointStyle: marker.isVisit ? "circle" : "triangle",
      rotation: 180,
      backgroundColor: colour,
      borderColor: look.card,
      borderWidth: 1,
    };
    return [`${marker.isVisit ? "visit" : "rise"}${marker.place}`, annotation];
  }));
}

/** Only the turns of a tap; the latest ones are back when the list is closed. */
function showTurns(wanted) {
  if (!wanted.length) return;
  const list = frame.querySelector("details");
  list.open = true;
  listTurns(points.filter((point) => wanted.includes(point)));
  list.querySelector("li").scrollIntoView({ block: "nearest", behavior: page.still ? "auto" : "smooth" });
}

function listTurns(wanted) {
  frame.querySelector("details ol").replaceChildren(...wanted.map(turnLine).reverse());
}

function latestTurns() {
  return points.slice(-MOST_TURNS);
}

/** The list, and the legend of the marks that are there. */
function tellTurns() {
  const list = frame.querySelector("details");
  listTurns(latestTurns());
  list.hidden = !points.length;
  list.addEventListener("toggle", () => list.open || listTurns(latestTurns()));
  frame.querySelector(".legend .rose").hidden = points.every(isVisit);
  frame.querySelector(".legend .lowered").hidden = !points.some(isVisit);
}

function turnLine(point) {
  const tier = page.words.tiers[point.tier ?? ""];
  const line = element("li", "");
  line.className = isVisit(point) ? "visit" : point.tier;
  line.append(element("b", dayWords(point.date, page.locale)));
  if (isVisit(point)) {
    line.append(`, ${page.words.rules.visit}: ${tier}`);
    return line;
  }
  const reasons = element("ul", "");
  reasons.append(...point.rules.map((rule) => element("li", page.words.rules[rule] ?? rule)));
  line.append(`: ${tier}`, reasons);
  return line;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

async function load(figure) {
  try {
    answers.set(figure.id, await fetched(figure.id));
    draw(figure, currentLook());
  } catch {
    const failed = document.getElementById("trend-failed").content.cloneNode(true);
    for (const part of figure.querySelectorAll(".legend, .turn-note")) part.remove();
    figure.querySelector(".plot").replaceWith(failed);
  }
}

async function loadFlag(often) {
  try {
    ({ points } = await fetched("flag"));
  } catch {
    return; // the chart stands without its marks; the doctor page has the same list
  }
  tellTurns();
  if (points.length) draw(often, currentLook());
}

function redraw() {
  const look = currentLook();
  for (const figure of figures) if (answers.has(figure.id)) draw(figure, look);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-mood"] });
const [often, ...others] = figures;
await load(often);
await Promise.all(others.map(load));
if (answers.has("frequency")) await loadFlag(often);
