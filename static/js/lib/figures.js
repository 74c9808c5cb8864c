/* What a chart shows, worked out from its numbers: the three states of days, the bars worth drawing, the points of the flag. */
import { placeOf } from "./calendar.js";

const TIERS = ["mention", "routine", "soon", "urgent", "emergency"];

/** "cramps", "none" (recorded, and there was none) or "blank" (not recorded) for each count. */
export function statesOf(counts) {
  return counts.map((count) => (count === null ? "blank" : count > 0 ? "cramps" : "none"));
}

/** The runs of one state as [first, last] places. */
export function runsOf(states, wanted) {
  const runs = [];
  states.forEach((state, place) => {
    if (state !== wanted) return;
    const last = runs.at(-1);
    if (last && last[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  });
  return runs;
}

/** The chart without the labels that count nothing, the largest first. */
export function largestFirst(labels, datasets) {
  const total = (place) => datasets.reduce((sum, dataset) => sum + (dataset.data[place] ?? 0), 0);
  const places = labels.map((_label, place) => place).filter((place) => total(place) > 0);
  places.sort((one, other) => total(other) - total(one));
  return {
    labels: places.map((place) => labels[place]),
    datasets: datasets.map((dataset) => ({ ...dataset, data: places.map((place) => dataset.data[place]) })),
  };
}

/** A colour written #rrggbb, with as much of what is behind it showing through. */
export function seenThrough(colour, opacity) {
  const part = Math.round(opacity * 255).toString(16).padStart(2, "0");
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour + part : colour;
}

/**
 * The points of the flag as marks above their buckets: [{ place, tier, isVisit, points }], oldest first. Marks less than
 * `apart` buckets from each other become one; the highest rise gives it its place and its tier.
 */
export function markersOf(points, labels, apart = 1) {
  const groups = [];
  for (const point of points) {
    const place = placeOf(point.date, labels);
    if (place < 0) continue;
    const last = groups.at(-1);
    if (last && place - last[0].place < apart) last.push({ place, point });
    else groups.push([{ place, point }]);
  }
  return groups.map(markerOf);
}

function markerOf(group) {
  const rises = group.filter(({ point }) => !isVisit(point));
  const height = ({ point }) => TIERS.indexOf(point.tier);
  const highest = rises.reduce((one, other) => (height(other) > height(one) ? other : one), rises[0] ?? group[0]);
  const points = group.map(({ point }) => point);
  return { place: highest.place, tier: rises.length ? highest.point.tier : null, isVisit: !rises.length, points };
}

/** Whether a point is a visit that lowered the flag. */
export function isVisit(point) {
  return point.rules.includes("visit");
}
