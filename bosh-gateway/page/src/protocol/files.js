/** Files in the server's upload service (XEP-0363): which service, a slot, the upload, and what a link leads to. */
import { $iq } from 'strophe.js';
import { domain } from './jid.js';
import { NS, attribute, child, childText, children } from './xml.js';

const OURS = /^\/upload\/[^/]+\/[0-9a-f]{40}\/([^/?#]+)$/;
const IMAGE = /\.(avif|gif|jpe?g|png|webp)$/i;

/**
 * The file that a text is the address of, if it is one of this server and the text is nothing else. Others are never
 * fetched by themselves: whoever has them would learn who reads.
 *
 * @param {string} text
 * @param {string[]} bases where this server is reached, such as https://chat.example.org
 * @returns {{path: string, name: string, image: boolean}|null}
 */
export function ownFile(text, bases) {
  const base = bases.find((it) => text.startsWith(`${it}/`));
  const found = base === undefined ? null : OURS.exec(text.slice(base.length));
  if (found === null) {
    return null;
  }
  try {
    const name = decodeURIComponent(found[1]);
    // a path: the page comes from this server, whatever way the browser takes to it
    return { path: text.slice(base.length + 1), name, image: IMAGE.test(name) };
  } catch {
    return null; // escaped as nobody escapes
  }
}

/** The upload service of the user's server: its address and the largest file; null if there is none (§3). */
export async function findService(client) {
  const home = domain(client.jid);
  const items = await client.request($iq({ type: 'get', to: home }).c('query', { xmlns: NS.discoItems }));
  const query = child(items, NS.discoItems, 'query');
  const jids = query === null ? [] : children(query).map((it) => attribute(it, 'jid'));
  for (const jid of [home, ...jids.filter((it) => it !== '').slice(0, 20)]) {
    const limit = await fileLimit(client, jid).catch(() => null);
    if (limit !== null) {
      return { jid, limit };
    }
  }
  return null;
}

async function fileLimit(client, jid) {
  const result = await client.request($iq({ type: 'get', to: jid }).c('query', { xmlns: NS.discoInfo }));
  return readLimit(child(result, NS.discoInfo, 'query'));
}

/** The largest file in bytes that an entity takes; null where it takes none at all. */
export function readLimit(query) {
  const all = query === null ? [] : children(query);
  if (!all.some((it) => it.localName === 'feature' && attribute(it, 'var') === NS.upload)) {
    return null;
  }
  const fields = all.filter((it) => it.namespaceURI === NS.forms).flatMap(children);
  const limit = fields.find((it) => attribute(it, 'var') === 'max-file-size');
  const bytes = limit === undefined ? NaN : Number(childText(limit, NS.forms, 'value'));
  return Number.isSafeInteger(bytes) ? bytes : Infinity;
}

/** Asks for a slot (§4); rejected with the server's error. */
export async function requestSlot(client, service, file) {
  const request = { xmlns: NS.upload, filename: file.name || 'file', size: file.size };
  if (file.type !== '') {
    request['content-type'] = file.type;
  }
  const result = await client.request($iq({ type: 'get', to: service.jid }).c('request', request));
  const slot = child(result, NS.upload, 'slot');
  const url = (name) => attribute(child(slot, NS.upload, name), 'url');
  return { put: url('put'), get: url('get') };
}

/**
 * Puts a file where a slot says (§7).
 *
 * @param {string} path on this server
 * @param {(bytes: number) => void} progressed
 * @returns {{done: Promise<void>, cancel: () => void}} `done` is rejected with `{condition}`: a status, `unreachable` or
 *   `cancelled`
 */
export function put(path, file, progressed) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded }) => progressed(loaded));
    request.addEventListener('load', () =>
      request.status === 201 ? resolve() : reject({ condition: String(request.status) }),
    );
    request.addEventListener('error', () => reject({ condition: 'unreachable' }));
    request.addEventListener('abort', () => reject({ condition: 'cancelled' }));
    request.open('PUT', path);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
