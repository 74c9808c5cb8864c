/* The course of a routine: its phases one after the other, and where somebody is in them. Times are in seconds. */

/* Steps that may be done one instead of the other stand together: [[step, instead, …], …]. */
export function grouped(steps) {
  const groups = [];
  for (const step of steps) {
    if (step.isInstead && groups.length) groups.at(-1).push(step);
    else groups.push([step]);
  }
  return groups;
}

/* Get ready, hold, rest and hold again, for one leg and then the other. A step that is not counted is one phase without
   an end of its own. The last phase is "done". */
export function phasesOf(steps, secondsToGetReady) {
  const phases = [];
  steps.forEach((step, at) => {
    for (const leg of step.legs.length ? step.legs : [""]) {
      const one = { step: at, leg, times: step.times };
      if (!step.hold) {
        phases.push({ ...one, kind: "do", time: 0, seconds: 0 });
        continue;
      }
      phases.push({ ...one, kind: "ready", time: 0, seconds: secondsToGetReady });
      for (let time = 1; time <= step.times; time++) {
        phases.push({ ...one, kind: "hold", time, seconds: step.hold });
        if (step.rest && time < step.times) phases.push({ ...one, kind: "rest", time, seconds: step.rest });
      }
    }
  });
  phases.push({ kind: "done", step: steps.length, leg: "", time: 0, times: 0, seconds: 0 });
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

/* The seconds that are left of a phase, as a clock shows them: 75 is "1:15". */
export function shown(phase, spent) {
  const left = Math.max(0, Math.ceil(phase.seconds - spent));
  return left < 60 ? String(left) : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/* Words with {names} filled in. */
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
