/** Nodes of the user's account that nobody else gets to read (XEP-0223). */
import { addSubmission } from './forms.js';

export const PUBLISH_OPTIONS = 'http://jabber.org/protocol/pubsub#publish-options';

const PRIVATE = [
  { name: 'pubsub#persist_items', values: ['true'] },
  { name: 'pubsub#max_items', values: ['max'] },
  { name: 'pubsub#send_last_published_item', values: ['never'] },
  { name: 'pubsub#access_model', values: ['whitelist'] },
];

/** Adds to a request, which stands at its element `pubsub`, that the node is private (§5). */
export const keepPrivate = (iq) => addSubmission(iq.c('publish-options'), PUBLISH_OPTIONS, PRIVATE);
