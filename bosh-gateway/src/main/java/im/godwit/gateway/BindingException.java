package im.godwit.gateway;

/** A request breaks the binding's rules. Expected in normal operation, so it carries no stack trace. */
final class BindingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final BindingCondition condition;

    BindingException(BindingCondition condition, String reason) {
        super(reason, null, false, false);
        this.condition = condition;
    }

    BindingCondition condition() {
        return condition;
    }
}
