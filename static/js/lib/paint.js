/* From numbers to the configuration of a Chart.js chart. Colours and words are handed in; nothing here touches the page. */
import { bucketWords, everyFew, ticks, wrapped } from "./calendar.js";
import { largestFirst, runsOf, seenThrough } from "./figures.js";

export const SOFT = 0.38;
const DENSE = 60;
const DATE_LENGTH = 6;
const LETTER = 0.56; // width of a letter for a height of one
const GAP = 8;
const AXIS = 40;
const WORDS_SHARE = 0.42;
const BLANK_HEIGHT = 26;
const NONE_HEIGHT = 6;

/** The configuration of the chart `name`. `page` is { words, step, locale, usual, still }, `look` the colours and the font. */
export function configOf(name, json, states, page, look) {
  const isRanked = json.options.indexAxis === "y";
  const data = isRanked ? largestFirst(json.data.labels, json.data.datasets) : json.data;
  const words = page.words.labels[name] ?? null;
  return {
    type: "bar",
    data: { labels: data.labels, datasets: drawn(name, data, page, look) },
    options: {
      ...json.options,
      animation: page.still ? false : { duration: 250 },
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false, axis: isRanked ? "y" : "x" },
      font: { family: look.face, size: look.size },
      scales: scalesOf(data.labels, json.options, words, page, look),
      plugins: {
        legend: { display: false },
        tooltip: tooltipOf(json.data, data.labels, words, page, look),
        annotation: { annotations: name === "duration" ? { usual: usualLine(page, look) } : {} },
      },
    },
    plugins: states ? [dayStates(states, look)] : [],
  };
}

/** The series that are drawn, in the order of the legend, each in its colour; the first stands before the others. */
function drawn(name, data, page, look) {
  const isDense = data.labels.length > DENSE;
  const colours = page.words.colours[name];
  const isLayered = colours.some(([, classes]) => classes.endsWith(" soft"));
  return colours.map(([code, classes]) => {
    const [colour, soft] = classes.split(" ");
    const values = data.datasets.find((dataset) => dataset.label === code).data;
    const shared = { label: page.words.series[code], data: values };
    if (isDense && isLayered && !soft) return { ...shared, ...thinLine(values, look[colour]) };
    return { ...shared, ...bars(soft ? seenThrough(look[colour], SOFT) : look[colour], isDense) };
  });
}

function bars(fill, isDense) {
  const room = isDense ? { categoryPercentage: 1, barPercentage: 1 } : { categoryPercentage: 0.86, barPercentage: 0.94 };
  return { backgroundColor: fill, hoverBackgroundColor: fill, borderRadius: isDense ? 0 : 3, maxBarThickness: 30, ...room };
}

/** A line with gaps where there is no number, and a dot where a number stands alone. */
function thinLine(values, colour) {
  const isAlone = ({ dataIndex: place }) => (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null;
  const dot = (context) => (isAlone(context) ? 2 : 0);
  return { type: "line", borderColor: colour, backgroundColor: colour, borderWidth: 1.5, pointRadius: dot, pointHoverRadius: 3 };
}

function scalesOf(labels, options, words, page, look) {
  const isRanked = options.indexAxis === "y";
  const text = { color: look.text, font: { family: look.face, size: look.size } };
  const callback = isRanked ? inLines(labels, words, look) : spaced(labels, words, page, look);
  const named = { ...text, autoSkip: false, maxRotation: 0, callback };
  const number = { border: { display: false }, grid: { color: look.grid }, ticks: { ...text, maxTicksLimit: 6, maxRotation: 0, format: { useGrouping: false } } };
  const label = { border: { color: look.grid }, grid: { display: false }, ticks: named };
  return {
    x: merged(options.scales.x, isRanked ? number : label, text),
    y: merged(options.scales.y, isRanked ? label : number, text),
  };
}

function merged(given, own, text) {
  const title = given.title ? { ...given.title, ...text } : undefined;
  return { ...given, ...own, ticks: { ...given.ticks, ...own.ticks }, ...(title && { title }) };
}

/** A callback that breaks words into lines that leave the bars their half of the picture. */
function inLines(labels, words, look) {
  return function lines(_value, place) {
    return wrapped(words[labels[place]], Math.floor((this.chart.width * WORDS_SHARE) / (look.size * LETTER)));
  };
}

/** A callback that puts words only to as many ticks as there is room for. */
function spaced(labels, words, page, look) {
  const texts = words && labels.map((label) => words[label]);
  let plan = new Map();
  let width = 0;
  return function tick(_value, place) {
    if (width !== this.chart.width) {
      width = this.chart.width;
      const most = (length) => Math.floor((width - AXIS) / (length * look.size * LETTER + GAP));
      plan = new Map(texts ? fitting(texts, most) : ticks(labels, page.step, most(DATE_LENGTH), page.locale));
    }
    return plan.get(place) ?? "";
  };
}

/** Places and words of ticks: all of them, in lines if that makes room, else every few. `most` says how many of a length fit. */
function fitting(texts, most) {
  const longest = (words) => most(Math.max(...words.map((word) => word.length)));
  const broken = texts.map((text) => text.split(" "));
  if (longest(texts) < texts.length && longest(broken.flat()) >= texts.length) return broken.entries();
  return everyFew(texts, longest(texts));
}

/** Every series of the bucket in words, those that are drawn and the others. */
function tooltipOf(counted, labels, words, page, look) {
  const font = { family: look.face, size: look.size };
  const title = (label) => words?.[label] ?? bucketWords(label, page.step, page.locale);
  const body = (label) => {
    const place = counted.labels.indexOf(label);
    const known = counted.datasets.filter((dataset) => dataset.data[place] !== null);
    return known.map((dataset) => `${page.words.series[dataset.label]}: ${dataset.data[place]}`);
  };
  return {
    backgroundColor: look.ink,
    titleColor: look.paper,
    bodyColor: look.paper,
    titleFont: font,
    bodyFont: font,
    displayColors: false,
    padding: 10,
    filter: (_entry, n) => n === 0,
    callbacks: {
      title: (entries) => entries.slice(0, 1).map((entry) => title(labels[entry.dataIndex])),
      label: (entry) => body(labels[entry.dataIndex]),
    },
  };
}

function usualLine(page, look) {
  return { type: "line", scaleID: "y", value: page.usual, borderColor: look.text, borderWidth: 1.5, borderDash: [5, 4], drawTime: "afterDatasetsDraw" };
}

/** A plugin that draws a low mark where there was no cramp, and hatching where nothing is recorded. */
function dayStates(states, look) {
  return {
    id: "dayStates",
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const step = chartArea.width / states.length;
      const gap = step > 5 ? Math.max(step * 0.1, 0.7) : 0;
      const band = (from, to, height, fill, radius) => {
        ctx.fillStyle = fill;
        ctx.beginPath();
        ctx.roundRect(scales.x.left + from * step + gap, chartArea.bottom - height, (to - from + 1) * step - 2 * gap, height, radius);
        ctx.fill();
      };
      ctx.save();
      states.forEach((state, place) => {
        if (state === "none") band(place, place, NONE_HEIGHT, look.none, gap && 2);
      });
      const hatch = ctx.createPattern(look.hatch, "repeat");
      const runs = gap ? states.map((state, place) => [place, place, state]).filter(([, , state]) => state === "blank") : runsOf(states, "blank");
      for (const [from, to] of runs) band(from, to, BLANK_HEIGHT, hatch, gap && 4);
      ctx.restore();
    },
  };
}
