package im.godwit.core.upstream;

/**
 * The connection to one server.
 *
 * @param upstream what goes to the server
 * @param reports what comes from it
 */
record ServerLink(Upstream upstream, ServerReports reports) {}
