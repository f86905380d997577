package im.godwit.plugins.push.web;

/**
 * A message for a browser.
 *
 * @param to the browser
 * @param topic a newer message of the same topic takes the place of one that was not fetched (RFC 8030 §5.4)
 * @param plaintext what the browser is told
 */
record PushMessage(Subscription to, String topic, byte[] plaintext) {}
