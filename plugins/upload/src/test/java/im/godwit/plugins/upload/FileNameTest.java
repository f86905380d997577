package im.godwit.plugins.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "très cool.jpg, très cool.jpg",
        "../../etc/passwd, _.._etc_passwd",
        "C:\\evil.exe, C__evil.exe",
        ".htaccess, htaccess",
        "'..', file",
        "a%2fb, a_2fb",
        "猫.png, 猫.png"
    })
    void aNameIsNoPath(String name, String safe) {
        assertThat(FileName.safe(name)).isEqualTo(safe);
    }

    @Test
    void whatCannotBeSeenIsReplaced() {
        assertThat(FileName.safe("a\u202Egpj.exe\r\nSet-Cookie: x")).isEqualTo("a_gpj.exe__Set-Cookie_ x");
    }

    @Test
    void aLongNameKeepsItsEnding() {
        String name = FileName.safe("😀".repeat(400) + ".jpeg");

        assertThat(name.codePointCount(0, name.length())).isEqualTo(150);
        assertThat(name).endsWith("😀.jpeg");
    }
}
