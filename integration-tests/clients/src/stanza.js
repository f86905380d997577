/** stanza. Arguments: the transport (websocket or bosh), its URL, the address, the password. */
import { createClient } from 'stanza';
import { obey, tell } from './lines.js';

const [transport, url, jid, password] = process.argv.slice(2);
const client = createClient({
  jid,
  password,
  transports: { websocket: false, bosh: false, [transport]: url },
  autoReconnect: true,
  maxReconnectBackoff: 1,
});
client.on('session:started', () => {
  tell({ event: 'online' });
  client.sendPresence();
});
client.on('stream:management:resumed', () => tell({ event: 'resumed' }));
client.on('disconnected', () => tell({ event: 'offline' }));
client.on('message', ({ body }) => body !== undefined && tell({ event: 'message', body }));
obey({
  say: ({ to, body }) => client.sendMessage({ to, body, type: 'chat' }),
});
client.connect();
