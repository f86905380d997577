/** Entity Time (XEP-0202). */
package im.godwit.plugins.time;
