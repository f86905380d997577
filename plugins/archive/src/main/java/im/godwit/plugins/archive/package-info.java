/**
 * The messages of each account, kept on the server for all of its devices (XEP-0313), with ids that stay (XEP-0359),
 * full-text search (XEP-0431) and preferences (XEP-0441).
 *
 * <p>{@code ArchivePlugin} keeps passing messages; {@code ArchiveTables} is where they lie; {@code ArchiveRequests}
 * answers queries, which {@code QueryReader} reads and {@code ArchiveReader} looks up.
 */
package im.godwit.plugins.archive;
