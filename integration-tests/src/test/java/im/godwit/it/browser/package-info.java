/**
 * Browsers, driven by Selenium: the chat page, and pages of others that use strophe.js. They need Debian's Chromium.
 */
package im.godwit.it.browser;
