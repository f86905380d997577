package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** One message of {@code authcid NUL hashed-token} (draft-schmaus-kitten-sasl-ht-09 §3.1). */
final class TokenExchange implements SaslExchange {
    private final HashedToken mechanism;
    private final FastTokens tokens;
    private final FastRequest request;
    private final Identities identities;
    private final ChannelBinding binding;
    private final Consumer<Jid> wanted;

    /**
     * Begins an exchange.
     *
     * @param wanted is told who the client wants to be before anything is checked
     */
    TokenExchange(
            HashedToken mechanism,
            FastTokens tokens,
            FastRequest request,
            Identities identities,
            ChannelBinding binding,
            Consumer<Jid> wanted) {
        this.mechanism = mechanism;
        this.tokens = tokens;
        this.request = request;
        this.identities = identities;
        this.binding = binding;
        this.wanted = wanted;
    }

    @Override
    public SaslStep next(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != 0) {
            end++;
        }
        Optional<String> name = Utf8Text.of(Arrays.copyOf(message, end)).filter(text -> !text.isEmpty());
        if (name.isEmpty() || end + 1 >= message.length) {
            return new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);
        }
        Optional<Jid> account = identities.account(name.get());
        if (account.isEmpty()) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
        }
        wanted.accept(account.get());
        byte[] said = Arrays.copyOfRange(message, end + 1, message.length);
        return tokens.use(account.get(), mechanism, request, said, mechanism.bound(binding));
    }
}
