package im.godwit.plugins.muc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of XEP-0045 §5, every cell of them. */
class TablesTest {
    private static <R extends Enum<R>, C extends Enum<C>> String table(
            R[] rows, C[] columns, BiFunction<R, C, Object> cell) {
        String head = line("", Arrays.stream(columns).map(Object::toString));
        return head
                + Arrays.stream(rows)
                        .map(row -> line(
                                row.toString(),
                                Arrays.stream(columns)
                                        .map(column -> cell.apply(row, column).toString())))
                        .collect(Collectors.joining());
    }

    private static String line(String name, Stream<String> cells) {
        return ("%-24s".formatted(name) + cells.map("%-14s"::formatted).collect(Collectors.joining())).stripTrailing()
                + "\n";
    }

    @Test
    void rolesPermitWhatSection511Says() {
        assertThat(table(RolePrivilege.values(), Role.values(), (privilege, role) -> role.grant(privilege)))
                .isEqualTo("""
                                        NONE          VISITOR       PARTICIPANT   MODERATOR
                BE_PRESENT              NO            YES           YES           YES
                RECEIVE_MESSAGES        NO            YES           YES           YES
                RECEIVE_PRESENCE        NO            YES           YES           YES
                BROADCAST_PRESENCE      NO            BY_DEFAULT    YES           YES
                CHANGE_AVAILABILITY     NO            BY_DEFAULT    YES           YES
                CHANGE_NICKNAME         NO            BY_DEFAULT    YES           YES
                SEND_PRIVATE_MESSAGES   NO            BY_DEFAULT    YES           YES
                INVITE                  NO            BY_DEFAULT    BY_DEFAULT    YES
                SEND_MESSAGES_TO_ALL    NO            NO            YES           YES
                MODIFY_SUBJECT          NO            IF_CONFIGURED BY_DEFAULT    YES
                KICK                    NO            NO            NO            YES
                GRANT_VOICE             NO            NO            NO            YES
                REVOKE_VOICE            NO            NO            NO            YES
                """);
    }

    @Test
    void roomsGiveTheRolesOfSection512() {
        assertThat(table(RoomType.values(), Affiliation.values(), RoomType::initial))
                .isEqualTo("""
                                        OUTCAST       NONE          MEMBER        ADMIN         OWNER
                MODERATED               NONE          VISITOR       PARTICIPANT   MODERATOR     MODERATOR
                UNMODERATED             NONE          PARTICIPANT   PARTICIPANT   MODERATOR     MODERATOR
                MEMBERS_ONLY            NONE          NONE          PARTICIPANT   MODERATOR     MODERATOR
                OPEN                    NONE          PARTICIPANT   PARTICIPANT   MODERATOR     MODERATOR
                """);
    }

    @Test
    void rolesAreChangedByThoseOfSection513() {
        assertThat(table(Role.values(), Role.values(), (from, to) -> from == to ? "--" : from.changerTo(to)))
                .isEqualTo("""
                                        NONE          VISITOR       PARTICIPANT   MODERATOR
                NONE                    --            OCCUPANT      OCCUPANT      OCCUPANT
                VISITOR                 MODERATOR     --            MODERATOR     ADMIN
                PARTICIPANT             MODERATOR     MODERATOR     --            ADMIN
                MODERATOR               ADMIN         ADMIN         ADMIN         --
                """);
    }

    @Test
    void affiliationsPermitWhatSection521Says() {
        assertThat(table(
                        Privilege.values(),
                        Affiliation.values(),
                        (privilege, affiliation) -> affiliation.may(privilege) ? "yes" : "no"))
                .isEqualTo("""
                                        OUTCAST       NONE          MEMBER        ADMIN         OWNER
                ENTER_OPEN_ROOM         no            yes           yes           yes           yes
                REGISTER                no            yes           no            no            no
                RETRIEVE_MEMBER_LIST    no            no            yes           yes           yes
                ENTER_MEMBERS_ONLY_ROOM no            no            yes           yes           yes
                BAN                     no            no            no            yes           yes
                EDIT_MEMBER_LIST        no            no            no            yes           yes
                ASSIGN_MODERATORS       no            no            no            yes           yes
                EDIT_ADMIN_LIST         no            no            no            no            yes
                EDIT_OWNER_LIST         no            no            no            no            yes
                CONFIGURE               no            no            no            no            yes
                DESTROY                 no            no            no            no            yes
                """);
    }

    @Test
    void affiliationsAreChangedByThoseOfSection522() {
        assertThat(table(
                        Affiliation.values(),
                        Affiliation.values(),
                        (from, to) -> from == to ? "--" : from.changerTo(to)))
                .isEqualTo("""
                                        OUTCAST       NONE          MEMBER        ADMIN         OWNER
                OUTCAST                 --            ADMIN         ADMIN         OWNER         OWNER
                NONE                    ADMIN         --            ADMIN         OWNER         OWNER
                MEMBER                  ADMIN         ADMIN         --            OWNER         OWNER
                ADMIN                   OWNER         OWNER         OWNER         --            OWNER
                OWNER                   OWNER         OWNER         OWNER         OWNER         --
                """);
    }

    @Test
    void namesAreReadAsTheyAreWritten() {
        for (Role role : Role.values()) {
            assertThat(Role.named(role.text())).contains(role);
        }
        for (Affiliation affiliation : Affiliation.values()) {
            assertThat(Affiliation.named(affiliation.text())).contains(affiliation);
        }
        assertThat(Role.named("king")).isEmpty();
        assertThat(Affiliation.named("Owner")).isEmpty();
    }
}
