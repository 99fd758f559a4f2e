// Opens the report form without a line: the page and its files as they were when it was last there.
const name = 'report-1';

const keep = async () => {
  const files = await (await fetch('/report-files.json', { cache: 'no-store' })).json();
  const cache = await caches.open(name);
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll(['/report', '/icon.svg', '/manifest.webmanifest', ...files.filter((file) => !known.has(file))]);
  for (const path of known) if (path.startsWith('/assets/') && !files.includes(path)) await cache.delete(path);
};

self.addEventListener('install', (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname === '/report')
    event.respondWith(
      fetch(event.request)
        .then((answer) => {
          // a newer page comes with newer files
          if (answer.ok) event.waitUntil(keep().catch(() => undefined));
          return answer;
        })
        .catch(() => caches.match('/report')),
    );
  else if (pathname.startsWith('/assets/') || pathname === '/icon.svg' || pathname === '/manifest.webmanifest')
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});
