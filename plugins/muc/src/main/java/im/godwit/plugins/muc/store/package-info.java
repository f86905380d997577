/** Keeps persistent rooms in the server's database; the same statements run on SQLite and PostgreSQL. */
package im.godwit.plugins.muc.store;
