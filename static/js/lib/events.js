/* What happened to a cramp, as events for the diary, and what those that wait say about the cramps of this device.
   Times are milliseconds of this device's clock. Nothing here touches the page or storage. */

/** The beginning of a cramp. */
export function startOf(uuid, at, clock, { muscle = "", side = "" } = {}) {
  return { uuid, kind: "start", ...stamp(at, clock), muscle, side };
}

/** Its end. */
export function endOf(uuid, at, clock) {
  return { uuid, kind: "end", ...stamp(at, clock) };
}

/** Something said about it; `insteadOf` is what stood there, so that a late event overwrites nothing newer. */
export function saidOf(uuid, at, clock, said, insteadOf = {}) {
  return { uuid, kind: "details", ...stamp(at, clock), said, instead_of: insteadOf };
}

/** A sign that was ticked: it adds to those that are there. */
export function signOf(uuid, at, clock, sign) {
  return { uuid, kind: "details", ...stamp(at, clock), signs: [sign] };
}

/** Taking back the "start" or the "end". */
export function undoOf(uuid, at, clock, what) {
  return { uuid, kind: "details", ...stamp(at, clock), undo: what };
}

function stamp(at, { offset, zone }) {
  return { at: new Date(at).toISOString(), offset, zone };
}

/** The cramps that run: those that are known, changed by the events that wait. A cramp is { uuid, began, muscle, side, easing, signs }. */
export function running(known, events) {
  const cramps = new Map(known.map((cramp) => [cramp.uuid, { ...cramp }]));
  const ended = new Map();
  for (const event of events) {
    const cramp = cramps.get(event.uuid);
    if (event.kind === "start" && !cramp) {
      cramps.set(event.uuid, { uuid: event.uuid, began: Date.parse(event.at), muscle: event.muscle, side: event.side, easing: null, signs: null });
    } else if (event.kind === "end" && cramp) {
      ended.set(event.uuid, cramp);
      cramps.delete(event.uuid);
    } else if (event.undo === "start") {
      cramps.delete(event.uuid);
    } else if (event.undo === "end" && ended.has(event.uuid)) {
      cramps.set(event.uuid, ended.get(event.uuid));
    } else if (event.kind === "details" && cramp) {
      cramps.set(event.uuid, withSaid(cramp, event));
    }
  }
  return [...cramps.values()].sort((one, other) => one.began - other.began);
}

function withSaid(cramp, { at, said = {}, signs = [] }) {
  const answered = "easing" in said ? { answeredAt: Date.parse(at) } : {};
  const ticked = [...new Set([...(cramp.signs ?? []), ...signs])];
  return { ...cramp, ...said, ...answered, signs: ticked.length ? ticked : cramp.signs };
}
