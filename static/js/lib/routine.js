/* The course of a routine: its phases one after the other, and where somebody is in them. Times are in seconds. */

const UNCOUNTED = 30; // what a step without a count is reckoned to take

/* Steps that may be done one instead of the other stand together: [[step, instead, …], …]. */
export function grouped(steps) {
  const groups = [];
  for (const step of steps) {
    if (step.isInstead && groups.length) groups.at(-1).push(step);
    else groups.push([step]);
  }
  return groups;
}

/* Get ready, hold, rest and hold again, for one leg and then, after a change, for the other. A step that is not counted
   is one phase without an end of its own. The last phase is "done". */
export function phasesOf(steps, secondsToGetReady) {
  const phases = steps.flatMap((step, at) => {
    const legs = step.legs.length ? step.legs : [""];
    return legs.flatMap((leg, place) => phasesOfLeg(step, { step: at, leg, times: step.times }, place ? "change" : "ready", secondsToGetReady));
  });
  return [...phases, { kind: "done", step: steps.length, leg: "", time: 0, times: 0, seconds: 0 }];
}

function phasesOfLeg({ hold, rest, times }, one, first, secondsToGetReady) {
  if (!hold) return [{ ...one, kind: "do", time: 0, seconds: 0 }];
  const phases = [{ ...one, kind: first, time: 0, seconds: secondsToGetReady }];
  for (let time = 1; time <= times; time++) {
    phases.push({ ...one, kind: "hold", time, seconds: hold });
    if (rest && time < times) phases.push({ ...one, kind: "rest", time, seconds: rest });
  }
  return phases;
}

/* Where somebody is who was at the beginning of a phase `elapsed` seconds ago: its place, and the seconds spent in it. */
export function placeAfter(phases, at, elapsed) {
  let spent = elapsed;
  let place = at;
  while (phases[place].seconds && spent >= phases[place].seconds) {
    spent -= phases[place].seconds;
    place += 1;
  }
  return { at: place, spent: phases[place].seconds ? spent : 0 };
}

/* Where a step begins with this leg, or with its first one; the place of a step that was exchanged for another. */
export function placeOf(phases, step, leg) {
  const ofStep = (phase) => phase.step === step;
  const sameLeg = phases.findIndex((phase) => ofStep(phase) && phase.leg === leg);
  return sameLeg < 0 ? phases.findIndex(ofStep) : sameLeg;
}

/* About how many minutes the rest of it takes, 1 at least. */
export function minutesLeft(phases, at, spent) {
  const toCome = phases.slice(at).filter((phase) => phase.kind !== "done");
  const seconds = toCome.reduce((sum, phase) => sum + (phase.seconds || UNCOUNTED), -spent);
  return Math.max(1, Math.round(seconds / 60));
}

/* The seconds that are left of a phase, as a clock shows them: 75 is "1:15". */
export function shown(phase, spent) {
  const left = Math.max(0, Math.ceil(phase.seconds - spent));
  return left < 60 ? String(left) : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/* Words with {names} filled in. */
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
