/* What this device keeps: events that wait for the diary, and a few facts. Everything else is the diary's. */

const NAME = "cramp-diary";
const EVENTS = "events";
const FACTS = "facts";

let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(EVENTS, { keyPath: "key", autoIncrement: true });
      asked.result.createObjectStore(FACTS);
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opening.catch(() => {
    opening = null; // another try may do
  });
  return opening;
}

/* Runs one request in a transaction; the answer comes when the transaction has been written. */
async function run(store, mode, ask) {
  const base = await open();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(store, mode, { durability: "strict" });
    const asked = ask(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Every event that waits, oldest first. Each has the `key` under which it is kept. */
export const events = () => run(EVENTS, "readonly", (store) => store.getAll());
/** Keeps an event; gives its key. */
export const keepEvent = (event) => run(EVENTS, "readwrite", (store) => store.put(event));
export const dropEvent = (key) => run(EVENTS, "readwrite", (store) => store.delete(key));

/** Marks an event as tried, unless it was taken back meanwhile; whether it is still there. */
export async function markTried(key) {
  let isThere = false;
  await run(EVENTS, "readwrite", (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      isThere = Boolean(asked.result);
      if (isThere) store.put({ ...asked.result, tried: true });
    };
    return asked;
  });
  return isThere;
}

/** A fact, undefined where there is none: `account` (tag of the last one here), `region`, `place`, `open`. */
export const fact = (name) => run(FACTS, "readonly", (store) => store.get(name));
export const keepFact = (name, value) => run(FACTS, "readwrite", (store) => store.put(value, name));
export const dropFacts = () => run(FACTS, "readwrite", (store) => store.clear());
