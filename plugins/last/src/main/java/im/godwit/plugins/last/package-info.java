/** Last Activity (XEP-0012): when somebody was last here, and how long the server has been up. */
package im.godwit.plugins.last;
