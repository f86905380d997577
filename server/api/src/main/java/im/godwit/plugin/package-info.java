/**
 * What a feature is written against. A {@link im.godwit.plugin.Plugin} registers handlers, hooks and what it advertises
 * on the {@link im.godwit.plugin.Host} that it is given; the host undoes every registration when the plugin stops.
 *
 * <p>Threads: handlers and hooks run on the virtual thread of the stream that brought the stanza. They may block, and
 * they see the stanzas of one stream in order; two streams of one account run side by side.
 */
package im.godwit.plugin;
