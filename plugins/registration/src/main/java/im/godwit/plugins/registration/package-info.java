/** In-Band Registration (XEP-0077): making, changing and removing accounts over XMPP itself. */
package im.godwit.plugins.registration;
