/** @xmpp/client. Arguments: the service, the user, the password. */
import { client, xml } from '@xmpp/client';
import WebSocket from 'ws';
import { obey, tell } from './lines.js';

globalThis.WebSocket ??= WebSocket; // before version 22 Node has none of its own

const [service, username, password] = process.argv.slice(2);
const xmpp = client({ service, domain: 'localhost', username, password });
xmpp.on('online', () => {
  tell({ event: 'online' });
  xmpp.send(xml('presence'));
});
xmpp.streamManagement.on('resumed', () => tell({ event: 'resumed' }));
xmpp.on('disconnect', () => tell({ event: 'offline' }));
xmpp.on('error', () => {}); // such as a server that cannot be reached: it tries again by itself
xmpp.on('stanza', (stanza) => {
  if (stanza.is('message') && stanza.getChildText('body') !== null) {
    tell({ event: 'message', body: stanza.getChildText('body') });
  }
});
obey({
  say: ({ to, body }) => xmpp.send(xml('message', { to, type: 'chat' }, xml('body', {}, body))).catch(() => {}),
});
xmpp.start().catch(() => {});
