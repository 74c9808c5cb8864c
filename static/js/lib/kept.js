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
      asked.result.onclose = forget;
      asked.result.onversionchange = () => {
        asked.result.close();
        forget();
      };
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opening.catch(forget);
  return opening;
}

/* The next question opens it anew: browsers close it behind a page's back. */
function forget() {
  opening = null;
}

function transact(base, store, mode, work) {
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(store, mode, { durability: "strict" });
    let answer;
    work(transaction.objectStore(store), (found) => {
      answer = found;
    });
    transaction.oncomplete = () => resolve(answer);
    transaction.onabort = () => reject(transaction.error);
  });
}

/* Does some work in one transaction; the answer comes when that has been written. */
async function run(store, mode, work) {
  try {
    return await transact(await open(), store, mode, work);
  } catch (error) {
    if (error?.name !== "InvalidStateError") throw error;
    forget();
    return transact(await open(), store, mode, work);
  }
}

const asking = (request, answer) => {
  request.onsuccess = () => answer(request.result);
};

/** Every event that waits, oldest first. Each has the `key` under which it is kept. */
export const events = () => run(EVENTS, "readonly", (store, answer) => asking(store.getAll(), answer));
/** Keeps an event, a new one or a changed one. */
export const keepEvent = (event) => run(EVENTS, "readwrite", (store) => store.put(event));
export const dropEvent = (key) => run(EVENTS, "readwrite", (store) => store.delete(key));

/** Changes an event that is still there; whether it was. */
export const changeEvent = (key, change) =>
  run(EVENTS, "readwrite", (store, answer) => {
    asking(store.get(key), (event) => {
      if (event) store.put({ ...event, ...change });
      answer(Boolean(event));
    });
  });

/** Drops the events that fit, unless one of those that `touch` them was tried; whether any went. In one go, so that none is sent meanwhile. */
export const dropUntried = (fits, touches) =>
  run(EVENTS, "readwrite", (store, answer) => {
    asking(store.getAll(), (found) => {
      const own = found.filter(fits);
      const isFree = own.length > 0 && !found.some((event) => event.tried && touches(event));
      if (isFree) for (const { key } of own) store.delete(key);
      answer(isFree);
    });
  });

/** A fact, undefined where there is none: `account` (tag of the last one here), `region`, `place`, `open`, `cards`, `alarms`. */
export const fact = (name) => run(FACTS, "readonly", (store, answer) => asking(store.get(name), answer));
export const keepFact = (name, value) => run(FACTS, "readwrite", (store) => store.put(value, name));
export const dropFacts = () => run(FACTS, "readwrite", (store) => store.clear());
