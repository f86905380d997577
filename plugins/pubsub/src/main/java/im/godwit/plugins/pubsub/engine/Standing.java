package im.godwit.plugins.pubsub.engine;

/**
 * What somebody is to a node, as far as its access model asks (XEP-0060 §4.5).
 *
 * @param affiliation what an owner made them
 * @param subscribed whether a subscription of theirs is in force
 * @param contact whether they receive the presence of an owner
 * @param grouped whether they do, and that owner has them in one of the node's roster groups
 */
record Standing(Affiliation affiliation, boolean subscribed, boolean contact, boolean grouped) {}
