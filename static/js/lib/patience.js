/* Waiting for an answer, but not for ever. Browsers of some years ago lack AbortSignal.timeout. */

/** What `ask` gives, which is handed a signal; it is broken off after so many milliseconds. */
export async function within(patience, ask) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await ask(stop.signal);
  } finally {
    clearTimeout(timer);
  }
}
