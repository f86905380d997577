package im.godwit.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The sentence of a specification that a test stands on; printed when the test fails. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Spec {
    /** The document and section: {@code XEP-0191 §3.3}. */
    String value();

    /** What it says, in a few words of one's own. */
    String says() default "";
}
