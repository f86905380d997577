/** What this client can do, as it tells others who ask (XEP-0030), and by a hash those who need not ask (XEP-0115). */
import { NS } from './xml.js';

const NODE = 'https://godwit.im/page';

export const IDENTITY = { category: 'client', type: 'web', name: 'Godwit' };

// in the order of XEP-0115 §5.1
export const FEATURES = [
  NS.caps,
  NS.conference, // XEP-0249 §3
  NS.discoInfo,
  NS.markers, // XEP-0333 §3
  NS.muc,
  NS.ping,
  NS.retract, // XEP-0424 §2
  `${NS.bookmarks}+notify`, // XEP-0402 §3.1: tells of other clients' changes
  `${NS.displayed}+notify`, // XEP-0490 §4.3
].sort();

/** The hash of it all (§5.1). */
async function verification() {
  const { category, type, name } = IDENTITY;
  const text = [`${category}/${type}//${name}`, ...FEATURES].map((it) => `${it}<`).join('');
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

/** The attributes of the element `c` of this client's presence (§4). */
export async function capabilities() {
  return { xmlns: NS.caps, hash: 'sha-1', node: NODE, ver: await verification() };
}

/** Whether a node is the one that the presence names, so that it may be asked for (§6.2). */
export const isOurs = (node) => node === '' || node.startsWith(`${NODE}#`);
