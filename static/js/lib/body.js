/* The body figure of the form of a cramp: its places and the chips of muscle and side answer for each other.
   The chips hold the answer; the figure shows it and changes it. An answer is { muscle, side }, "" where nothing is said. */

const BOTH = "both";
const NOT_SAID = { muscle: "", side: "" };
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const SIDEWAYS = 3; // how much farther away a place counts that lies beside the way

/* The answer after a tap on the place of this muscle and side. */
export function tapped(answer, { muscle, side }) {
  if (answer.muscle !== muscle) return { muscle, side };
  if (answer.side === side) return NOT_SAID;
  if (answer.side === BOTH) return { muscle, side: side === "left" ? "right" : "left" };
  return { muscle, side: answer.side ? BOTH : side };
}

/* Whether a place is chosen, as aria-pressed says it: "mixed" where the side is not said. */
export function pressed(answer, { muscle, side }) {
  if (answer.muscle !== muscle) return "false";
  if (!answer.side) return "mixed";
  return String(answer.side === side || answer.side === BOTH);
}

/* The number of the point that is nearest in the direction of an arrow key; -1 where there is none. */
export function nearest(points, from, key) {
  const [right, down] = ARROWS[key];
  const far = points.map(({ x, y }) => {
    const ahead = (x - points[from].x) * right + (y - points[from].y) * down;
    const beside = Math.abs((x - points[from].x) * down) + Math.abs((y - points[from].y) * right);
    return ahead < 1 ? Infinity : ahead + SIDEWAYS * beside;
  });
  const least = Math.min(...far);
  return Number.isFinite(least) ? far.indexOf(least) : -1;
}

function centre(spot) {
  const box = spot.querySelector(".shape").getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function chipOf(chips, value) {
  return [...chips].find((chip) => chip.value === value);
}

/* Checks a chip and tells whoever listens. */
function choose(chips, value) {
  if (chips.value === value) return;
  const chip = chipOf(chips, value);
  chip.checked = true;
  chip.dispatchEvent(new Event("change", { bubbles: true }));
}

export function joinFigure(form) {
  const { muscle, side } = form.elements;
  const figure = form.querySelector(".body-figure");
  const spots = [...figure.querySelectorAll("[role=button]")];
  const words = figure.querySelector(".chosen");

  const answer = () => ({ muscle: muscle.value, side: side.value });

  function makeTabStop(stop) {
    for (const spot of spots) spot.setAttribute("tabindex", spot === stop ? "0" : "-1");
  }

  /* Words of the chips, for a place that the figure shows. */
  function say(isShown) {
    const said = [chipOf(muscle, muscle.value), chipOf(side, side.value)].filter((chip) => chip?.value);
    words.textContent = isShown ? said.map((chip) => chip.labels[0].textContent).join(" · ") : words.dataset.hint;
    words.classList.toggle("said", isShown);
  }

  function show() {
    for (const spot of spots) spot.setAttribute("aria-pressed", pressed(answer(), spot.dataset));
    const marked = spots.find((spot) => spot.getAttribute("aria-pressed") !== "false");
    say(Boolean(marked));
    if (!figure.contains(document.activeElement)) makeTabStop(marked ?? spots[0]);
  }

  function tap(spot) {
    const next = tapped(answer(), spot.dataset);
    choose(muscle, next.muscle);
    choose(side, next.side);
  }

  figure.addEventListener("click", ({ target }) => {
    const spot = target.closest("[role=button]");
    if (spot) tap(spot);
  });
  figure.addEventListener("focusin", ({ target }) => makeTabStop(target));
  figure.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!event.repeat) tap(event.target);
    } else if (event.key in ARROWS) {
      event.preventDefault();
      spots[nearest(spots.map(centre), spots.indexOf(event.target), event.key)]?.focus();
    }
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name === muscle[0].name || target.name === side[0].name) show();
  });
  // A page that comes back from the history, or is loaded again, may bring its old answers after this has run.
  addEventListener("pageshow", show);
  show();
}
