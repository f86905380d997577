package im.godwit.plugins.muc.engine;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A role as an item of a list to choose from. */
public enum RoleChoice implements Choice {
    MODERATOR("Moderators", Role.MODERATOR),
    PARTICIPANT("Participants", Role.PARTICIPANT),
    VISITOR("Visitors", Role.VISITOR);

    private final String label;
    private final Role role;

    RoleChoice(String label, Role role) {
        this.label = label;
        this.role = role;
    }

    static boolean isAmong(Collection<RoleChoice> choices, Role role) {
        return choices.stream().anyMatch(choice -> choice.role == role);
    }

    static Set<RoleChoice> all() {
        return EnumSet.allOf(RoleChoice.class);
    }

    static String join(Set<RoleChoice> choices) {
        return choices.stream().sorted().map(RoleChoice::text).collect(Collectors.joining(" "));
    }

    @Override
    public String text() {
        return role.text();
    }

    @Override
    public String label() {
        return label;
    }
}
