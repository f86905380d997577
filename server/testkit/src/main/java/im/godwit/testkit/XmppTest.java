package im.godwit.testkit;

import im.godwit.plugin.Plugin;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of exchange tests: each test method may take a {@link Stage} of its own with these plugins. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(StageExtension.class)
public @interface XmppTest {
    /** The plugins of the host with accounts, {@code example.org}. */
    Class<? extends Plugin>[] plugins() default {};

    /** Services beside it. */
    Service[] services() default {};

    /** A service host. */
    @interface Service {
        /** The subdomain: {@code pubsub} for {@code pubsub.example.org}. */
        String name();

        Class<? extends Plugin>[] plugins();
    }
}
