/**
 * HTTP File Upload (XEP-0363): slots over XMPP, files over HTTP. {@link im.godwit.plugins.upload.FileTable} knows which
 * there are, {@link im.godwit.plugins.upload.Shelf} holds them on disk.
 */
package im.godwit.plugins.upload;
