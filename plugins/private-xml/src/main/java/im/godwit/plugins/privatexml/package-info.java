/** Private XML Storage (XEP-0049): what clients keep on the server for themselves, such as settings and bookmarks. */
package im.godwit.plugins.privatexml;
