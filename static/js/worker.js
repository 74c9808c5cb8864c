/* The service worker: keeps static files and the shell, and answers with them when the diary does not.
   VERSION, SHELL, NOW and KEPT (addresses) are set by /sw.js; CHANGING while somebody works on the files. No page of a person is ever kept. */

const CACHE = `kept-${VERSION}`;
const PATIENCE = 2500; // milliseconds for which the page of a running cramp may keep somebody in pain waiting

async function fill() {
  const cache = await caches.open(CACHE);
  // "reload": past the browser's own cache, which may hold a version of yesterday.
  await cache.addAll(KEPT.map((address) => new Request(address, { cache: "reload", credentials: "omit" })));
  await self.skipWaiting();
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(address) {
  const cache = await caches.open(CACHE);
  return cache.match(address);
}

async function fileOf(request) {
  if (CHANGING) return fetch(request).catch(() => kept(request.url));
  return (await kept(request.url)) ?? fetch(request);
}

function tooLate() {
  return new Promise((_resolve, reject) => setTimeout(reject, PATIENCE));
}

/* A page of the site, or the shell where there is no connection, the server is down, or the answer takes too long. */
async function pageOf(request, isNow) {
  try {
    const answer = await (isNow ? Promise.race([fetch(request), tooLate()]) : fetch(request));
    if (answer.status < 500) return answer;
    return isNow ? ((await kept(SHELL)) ?? answer) : answer;
  } catch {
    return (await kept(SHELL)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(pageOf(request, pathname === NOW));
  else if (KEPT.includes(pathname)) event.respondWith(fileOf(request));
});
