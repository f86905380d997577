package im.godwit.core.store;

import java.util.Optional;

/**
 * How to reach PostgreSQL.
 *
 * @param url a JDBC address such as {@code jdbc:postgresql://db/godwit}
 * @param connections how many to hold open
 */
public record PostgresOptions(String url, Optional<String> user, Optional<String> password, int connections) {}
