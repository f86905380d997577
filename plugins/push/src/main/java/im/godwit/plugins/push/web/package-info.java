/**
 * A push service (XEP-0357 §3) for browsers: what servers publish goes to the browser's own push service on the web
 * (RFC 8030), encrypted for the browser (RFC 8291) and signed with a key of this service (RFC 8292).
 */
package im.godwit.plugins.push.web;
