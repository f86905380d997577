/** Services through which plugins find each other and the core; see {@link im.godwit.plugin.Host#require}. */
package im.godwit.service;
