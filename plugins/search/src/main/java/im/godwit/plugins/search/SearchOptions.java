package im.godwit.plugins.search;

/**
 * Options of the plugin.
 *
 * @param pageSize people who are found at once where nobody says how many
 * @param maxPageSize the most that anybody gets at once
 * @param searchesPerMinute of one account
 */
public record SearchOptions(int pageSize, int maxPageSize, int searchesPerMinute) {
    static final SearchOptions DEFAULTS = new SearchOptions(20, 100, 30);
}
