/**
 * The configuration file (HOCON) as typed records. Strict: a key that is not known, a value of the wrong type or out of
 * range is reported with file, line and what to write instead, all of them at once.
 */
package im.godwit.core.config;
