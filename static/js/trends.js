/* Draws the charts of the trends page, then asks where the flag rose or fell. */
import { dayWords } from "./lib/calendar.js";
import { isVisit, markersOf, statesOf } from "./lib/figures.js";
import { configOf } from "./lib/paint.js";

const MOST_TURNS = 40;
const MARK_ROOM = 13;
const TAP_ROOM = 24;
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

/** Marks above the bars where the flag rose or a visit lowered it; a tap anywhere below one opens its reasons. */
function addMarkers(config, labels, look) {
  const width = frame.querySelector(".figure-frequency .plot").clientWidth;
  const apart = Math.ceil((MARK_ROOM * labels.length) / width);
  const markers = markersOf(points, labels, apart);
  for (const marker of markers) {
    const colour = marker.isVisit ? look.visit : look[marker.tier];
    config.options.plugins.annotation.annotations[`turn${marker.place}`] = {
      type: "point",
      xValue: marker.place,
      yValue: (context) => context.chart.scales.y.max,
      yAdjust: 8,
      radius: 6,
      pointStyle: marker.isVisit ? "circle" : "triangle",
      rotation: 180,
      backgroundColor: colour,
      borderColor: look.card,
      borderWidth: 1,
    };
  }
  if (!markers.length) return;
  config.options.scales.y.grace = "18%";
  config.options.onClick = (event, _elements, chart) => {
    const place = chart.scales.x.getValueForPixel(event.x);
    const nearest = markers.reduce((one, other) => (Math.abs(other.place - place) < Math.abs(one.place - place) ? other : one));
    if (Math.abs(nearest.place - place) * (width / labels.length) < TAP_ROOM) showTurns(nearest.points);
  };
}

function showTurns(wanted) {
  const list = frame.querySelector("details");
  list.open = true;
  const days = new Set(wanted.map((point) => point.date));
  for (const line of list.querySelectorAll("ol > li")) line.classList.toggle("shown", days.has(line.dataset.date));
  list.querySelector("li.shown")?.scrollIntoView({ block: "nearest", behavior: page.still ? "auto" : "smooth" });
}

function listTurns() {
  const list = frame.querySelector("details");
  list.querySelector("ol").replaceChildren(...points.slice(-MOST_TURNS).reverse().map(turnLine));
  list.hidden = points.length === 0;
}

function turnLine(point) {
  const tier = page.words.tiers[point.tier ?? ""];
  const line = element("li", "");
  line.className = isVisit(point) ? "visit" : point.tier;
  line.dataset.date = point.date;
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
    figure.querySelector(".legend")?.remove();
    figure.querySelector(".plot").replaceWith(failed);
  }
}

async function loadFlag(often) {
  try {
    ({ points } = await fetched("flag"));
  } catch {
    return; // the chart stands without its marks; the doctor page has the same list
  }
  listTurns();
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
