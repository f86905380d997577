/** Messages for those who are not there (XEP-0160): kept in the database, delivered when somebody comes. */
package im.godwit.plugins.offline;
