/** Runs while the page is closed: shows notifications, and opens the page. */

/** What the push service of the server sends, as JSON. */
function words({ count, sender, body }) {
  const who = sender === undefined ? 'Godwit' : sender.split('/', 1)[0];
  return { title: who, text: body ?? (count > 1 ? `${count} new messages` : 'New message') };
}

async function show(notice) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.some((page) => page.focused)) {
    return; // it is seen there
  }
  const { title, text } = words(notice);
  // a newer one takes the place of the last
  await self.registration.showNotification(title, { body: text, icon: 'godwit.svg', tag: 'messages', renotify: true });
}

async function open() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  await (pages.length > 0 ? pages[0].focus() : self.clients.openWindow(self.registration.scope));
}

self.addEventListener('push', (event) => event.waitUntil(show(event.data?.json() ?? { count: 1 })));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open());
});
