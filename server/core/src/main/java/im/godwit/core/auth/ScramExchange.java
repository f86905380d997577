package im.godwit.core.auth;

import im.godwit.core.auth.ScramMessage.ClientFinal;
import im.godwit.core.auth.ScramMessage.ClientFirst;
import im.godwit.jid.Jid;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** SCRAM with any of its hashes, with or without channel binding (RFC 5802, RFC 7677, RFC 9266). */
final class ScramExchange implements SaslExchange {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScramHash hash;
    private final boolean plus;
    private final Verifiers verifiers;
    private final Identities identities;
    private final ChannelBinding binding;
    private final List<String> offered;
    private Optional<Pending> pending = Optional.empty();

    /** What is remembered between the two messages of the client. */
    private record Pending(ClientFirst first, Jid account, Verifier verifier, String nonce, String serverFirst) {}

    /**
     * Begins an exchange.
     *
     * @param plus whether the client chose the mechanism with channel binding
     * @param offered the mechanisms that were offered
     * @param binding of the connection; where it has any, the mechanisms with channel binding were offered
     */
    ScramExchange(
            ScramHash hash,
            boolean plus,
            Verifiers verifiers,
            Identities identities,
            ChannelBinding binding,
            List<String> offered) {
        this.hash = hash;
        this.plus = plus;
        this.verifiers = verifiers;
        this.identities = identities;
        this.binding = binding;
        this.offered = offered;
    }

    @Override
    public SaslStep next(byte[] message) {
        return pending.isEmpty() ? first(message) : last(message, pending.get());
    }

    private SaslStep first(byte[] message) {
        Optional<ClientFirst> parsed = ScramMessage.first(message);
        if (parsed.isEmpty()) {
            return new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);
        }
        ClientFirst first = parsed.get();
        // RFC 5802 §6: "y" says that we offered no channel binding; if we did, somebody took the offer away
        boolean downgraded = first.flag() == 'y' && !binding.types().isEmpty();
        boolean mismatched = plus != (first.flag() == 'p');
        boolean unknownType = plus && !binding.types().contains(first.bindingType());
        if (downgraded || mismatched || unknownType) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED, false);
        }
        Optional<Jid> account = identities.account(first.user());
        if (account.isEmpty()) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
        }
        Verifier verifier = verifiers.find(account.get(), hash);
        byte[] random = new byte[18];
        RANDOM.nextBytes(random);
        String nonce = first.nonce() + encode(random);
        String serverFirst = "r=" + nonce + ",s=" + encode(verifier.salt()) + ",i=" + verifier.iterations() + ",h="
                + encode(DowngradeProtection.hash(hash, offered, binding.types()));
        pending = Optional.of(new Pending(first, account.get(), verifier, nonce, serverFirst));
        return new SaslStep.Challenge(serverFirst.getBytes(StandardCharsets.UTF_8));
    }

    private SaslStep last(byte[] message, Pending begun) {
        Optional<ClientFinal> parsed = ScramMessage.last(message);
        Optional<byte[]> proof = parsed.flatMap(p -> decode(p.proof()));
        if (parsed.isEmpty() || proof.isEmpty()) {
            return new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);
        }
        ClientFinal last = parsed.get();
        boolean sameNonce = last.nonce().equals(begun.nonce());
        boolean sameBinding = decode(last.binding())
                .map(given -> MessageDigest.isEqual(given, expectedBinding(begun.first())))
                .orElse(false);
        String authMessage = begun.first().bare() + "," + begun.serverFirst() + "," + last.withoutProof();
        boolean proven = proves(proof.get(), begun.verifier(), authMessage);
        if (!sameNonce || !sameBinding || !proven) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
        }
        String signature = "v=" + encode(hash.hmac(begun.verifier().serverKey(), authMessage));
        return identities.authorise(
                begun.account(), begun.first().authzid(), Optional.of(signature.getBytes(StandardCharsets.UTF_8)));
    }

    /** RFC 5802 §3: the proof is the client key, hidden by a signature that only the stored key makes. */
    private boolean proves(byte[] proof, Verifier verifier, String authMessage) {
        byte[] signature = hash.hmac(verifier.storedKey(), authMessage);
        if (proof.length != signature.length) {
            return false;
        }
        byte[] clientKey = new byte[proof.length];
        for (int i = 0; i < proof.length; i++) {
            clientKey[i] = (byte) (proof[i] ^ signature[i]);
        }
        return MessageDigest.isEqual(hash.hash(clientKey), verifier.storedKey());
    }

    /** RFC 5802 §7, cbind-input: the header as the client sent it, then the data of the channel. */
    private byte[] expectedBinding(ClientFirst first) {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(first.gs2Header().getBytes(StandardCharsets.UTF_8));
        if (plus) {
            expected.writeBytes(binding.data(first.bindingType()).orElseThrow());
        }
        return expected.toByteArray();
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
