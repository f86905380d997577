package im.godwit.plugins.muc.engine;

/** A temporary room ended: its archive goes with it. */
public record Ending() implements Kept {}
