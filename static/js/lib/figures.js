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
 * The points of the flag as marks above their buckets: [{ place, tier, isVisit, points }], oldest first. Rises and visits
 * are two rows. In each, no mark is less than `apart` buckets from the next: a point too close to a mark joins the
 * nearest one. The highest tier is placed first, so that nothing lower ever stands for it.
 */
export function markersOf(points, labels, apart = 1) {
  const placed = points.map((point) => ({ place: placeOf(point.date, labels), point })).filter(({ place }) => place >= 0);
  const rises = placed.filter(({ point }) => !isVisit(point));
  const visits = placed.filter(({ point }) => isVisit(point));
  return [...rowOf(rises, apart), ...rowOf(visits, apart)].sort((one, other) => one.place - other.place);
}

function rowOf(placed, apart) {
  const height = ({ point }) => TIERS.indexOf(point.tier);
  const row = [];
  for (const { place, point } of [...placed].sort((one, other) => height(other) - height(one))) {
    const nearest = nearestTo(place, row);
    if (nearest && Math.abs(nearest.place - place) < apart) nearest.points.push(point);
    else row.push({ place, tier: point.tier, isVisit: isVisit(point), points: [point] });
  }
  return row;
}

function nearestTo(place, marks) {
  const way = (mark) => Math.abs(mark.place - place);
  return marks.reduce((one, other) => (one && way(one) <= way(other) ? one : other), null);
}

/** The points behind a tap: those of the nearest mark, if it is less than `reach` buckets away, and of one above or below it. */
export function pointsAt(place, marks, reach) {
  const nearest = nearestTo(place, marks);
  if (!nearest || Math.abs(nearest.place - place) >= reach) return [];
  return marks.filter((mark) => Math.abs(mark.place - nearest.place) < reach / 2).flatMap((mark) => mark.points);
}

/** Whether a point is a visit that lowered the flag. */
export function isVisit(point) {
  return point.rules.includes("visit");
}
