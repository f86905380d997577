/**
 * Archives of messages (XEP-0313), whoever's they are: the tables in which they lie ({@code ArchiveTables}), queries as
 * clients write them ({@code QueryReader}), pages ({@code ArchiveReader}) and the answer ({@code Answer}).
 *
 * <p>A plugin that has archives brings tables of the shape of {@link im.godwit.archive.ArchiveShape} in its migrations,
 * and decides what is kept and who may read. New entries wait in a journal ({@code Journal}) until they are moved to
 * their places ({@code Moving}); {@code Settling} and whoever reads see to that.
 */
package im.godwit.archive;
