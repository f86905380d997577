/**
 * What lasts. Everything that {@link im.godwit.store.Database#write} returned from is on disk: a feature acknowledges
 * only after that.
 */
package im.godwit.store;
