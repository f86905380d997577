package im.godwit.plugins.invitations;

import java.util.List;

/** Clients to recommend, by what a browser says that it runs on (XEP-0401 §5.2). */
final class Apps {
    private static final App CONVERSATIONS = new App("Conversations", "https://conversations.im/", "Android");
    private static final App CHEOGRAM = new App("Cheogram", "https://cheogram.com/", "Android");
    private static final App MONAL = new App("Monal", "https://monal-im.org/", "iPhone, iPad and Mac");
    private static final App SISKIN = new App("Siskin", "https://siskin.im/", "iPhone and iPad");
    private static final App DINO = new App("Dino", "https://dino.im/", "Linux and Windows");
    private static final App GAJIM = new App("Gajim", "https://gajim.org/", "Windows, Mac and Linux");

    private Apps() {}

    /**
     * A client.
     *
     * @param runsOn in words
     */
    record App(String name, String url, String runsOn) {}

    static List<App> forBrowser(String userAgent) {
        if (userAgent.contains("Android")) {
            return List.of(CONVERSATIONS, CHEOGRAM);
        }
        if (userAgent.contains("iPhone") || userAgent.contains("iPad")) {
            return List.of(MONAL, SISKIN);
        }
        if (userAgent.contains("Windows")) {
            return List.of(GAJIM, DINO);
        }
        if (userAgent.contains("Macintosh")) {
            return List.of(MONAL, GAJIM);
        }
        if (userAgent.contains("Linux")) {
            return List.of(DINO, GAJIM);
        }
        return List.of(CONVERSATIONS, MONAL, GAJIM, DINO);
    }
}
