/* Keeps the screen lit where the browser can; else it goes dark as it always does. */

let isWanted = false;
let lock = null; // the promise of one, so that a lock which comes too late is let go as well

async function ask() {
  if (lock || !isWanted || document.hidden || !navigator.wakeLock) return;
  const asked = navigator.wakeLock.request("screen");
  const forget = () => {
    if (lock === asked) lock = null;
  };
  lock = asked;
  try {
    (await asked).addEventListener("release", forget);
  } catch {
    forget(); // low on battery, or not allowed
  }
}

function letGo() {
  lock?.then((held) => held.release(), () => {});
  lock = null;
}

/* Whether the screen is to stay lit from now on. The browser lets go of it whenever the page is hidden. */
export function keepAwake(wanted) {
  isWanted = wanted;
  if (wanted) ask();
  else letGo();
}

document.addEventListener("visibilitychange", ask);
