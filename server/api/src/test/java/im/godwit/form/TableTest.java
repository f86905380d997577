package im.godwit.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void rowsHaveTheReportedFields() {
        Table table = new Table("Rooms", List.of("name", "size"), List.of(List.of("a", "1"), List.of("b", "")));

        assertThat(table.toElement().toString())
                .isEqualTo("<x xmlns='jabber:x:data' type='result'><title>Rooms</title>"
                        + "<reported><field var='name'/><field var='size'/></reported>"
                        + "<item><field var='name'><value>a</value></field>"
                        + "<field var='size'><value>1</value></field></item>"
                        + "<item><field var='name'><value>b</value></field>"
                        + "<field var='size'><value></value></field></item></x>");
    }

    @Test
    void aRowHasAValueForEachColumn() {
        List<List<String>> rows = List.of(List.of("a"));

        assertThatThrownBy(() -> new Table("Rooms", List.of("name", "size"), rows))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
