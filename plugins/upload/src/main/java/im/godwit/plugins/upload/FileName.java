package im.godwit.plugins.upload;

/** Names of files as clients choose them. They are parts of URLs and headers, and never of paths on the disk. */
final class FileName {
    private static final int MAX_LENGTH = 150;

    private FileName() {}

    /** A name without folders or anything that a program could take for a command; its ending stays (§4). */
    static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        name.strip().codePoints().map(c -> isHarmless(c) ? c : '_').forEach(safe::appendCodePoint);
        String whole = safe.toString().replaceFirst("^\\.+", "");
        if (whole.isEmpty()) {
            return "file";
        }
        return whole.codePointCount(0, whole.length()) <= MAX_LENGTH ? whole : shortened(whole);
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE -> false;
            default -> "/\\:*?\"<>|%;".indexOf(c) < 0;
        };
    }

    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return name.substring(0, name.offsetByCodePoints(0, MAX_LENGTH - ending.length())) + ending;
    }
}
