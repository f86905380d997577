/** Everybody whom the list shows: contacts, and others with whom there is a chat. */

/**
 * @returns {Array<{jid: string, name: string, contact: object|null, availability: object, chat: object|null}>}
 *   who spoke last comes first, then who is there, then by name
 */
export function people(roster, chats, filter = '') {
  const wanted = filter.trim().toLowerCase();
  const jids = new Set([...roster.items.map((item) => item.jid), ...chats.all.map((chat) => chat.jid)]);
  return [...jids]
    .map((jid) => ({
      jid,
      name: roster.nameOf(jid),
      contact: roster.get(jid),
      availability: roster.availability(jid),
      chat: chats.find(jid),
    }))
    .filter((person) => person.name.toLowerCase().includes(wanted) || person.jid.includes(wanted))
    .sort(compare);
}

function compare(a, b) {
  const time = (person) => person.chat?.last?.at.getTime() ?? 0;
  const there = (person) => (person.availability.show === 'offline' ? 1 : 0);
  return time(b) - time(a) || there(a) - there(b) || a.name.localeCompare(b.name) || a.jid.localeCompare(b.jid);
}
