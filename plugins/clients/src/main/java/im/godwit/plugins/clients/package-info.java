/** What has access to an account, and how it is taken away (XEP-0494). */
package im.godwit.plugins.clients;
