package im.godwit.plugins.muc.engine;

/** A value of a setting that is chosen from a list. */
public interface Choice {
    /** As configured and stored. */
    String text();

    /** For people. */
    String label();
}
