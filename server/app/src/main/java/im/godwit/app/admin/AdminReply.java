package im.godwit.app.admin;

/**
 * The answer to an administration command.
 *
 * @param ok whether it was done
 * @param text what to print
 */
public record AdminReply(boolean ok, String text) {
    static AdminReply done(String text) {
        return new AdminReply(true, text);
    }

    static AdminReply failed(String text) {
        return new AdminReply(false, text);
    }
}
