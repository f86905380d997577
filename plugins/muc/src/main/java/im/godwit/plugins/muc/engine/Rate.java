package im.godwit.plugins.muc.engine;

/**
 * How often something may happen.
 *
 * @param perSecond in the long run
 * @param burst at once
 */
public record Rate(int perSecond, int burst) {}
