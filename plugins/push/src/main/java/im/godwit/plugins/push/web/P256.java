package im.godwit.plugins.push.web;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** Keys on the curve P-256 as Web Push writes them: uncompressed points (X9.62) and plain scalars. */
final class P256 {
    /** The length of a coordinate and of a scalar. */
    static final int LENGTH = 32;

    /** The length of a point: 0x04 and two coordinates. */
    static final int POINT = 1 + 2 * LENGTH;

    private static final String NAME = "secp256r1";
    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(NAME));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no P-256", missing);
        }
    }

    /** New keys. */
    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(NAME));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no P-256", missing);
        }
    }

    /** Reads a public key; none if it is not an uncompressed point of the curve. */
    static Optional<ECPublicKey> publicKey(byte[] point) {
        if (point.length != POINT || point[0] != 4) {
            return Optional.empty();
        }
        BigInteger x = new BigInteger(1, point, 1, LENGTH);
        BigInteger y = new BigInteger(1, point, 1 + LENGTH, LENGTH);
        if (!isOnCurve(x, y)) {
            return Optional.empty();
        }
        try {
            return Optional.of((ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE)));
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("a point of the curve is no key", unfit);
        }
    }

    /** A point elsewhere would give away the private key bit by bit. */
    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        EllipticCurve curve = CURVE.getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    /** Reads a private key. */
    static PrivateKey privateKey(byte[] scalar) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(new BigInteger(1, scalar), CURVE));
        } catch (GeneralSecurityException unfit) {
            throw new IllegalArgumentException("not a private key of P-256", unfit);
        }
    }

    /** Writes a public key as an uncompressed point. */
    static byte[] point(ECPublicKey key) {
        byte[] point = new byte[POINT];
        point[0] = 4;
        put(key.getW().getAffineX(), point, 1);
        put(key.getW().getAffineY(), point, 1 + LENGTH);
        return point;
    }

    private static void put(BigInteger coordinate, byte[] target, int at) {
        byte[] bytes = coordinate.toByteArray(); // perhaps shorter, perhaps with a zero in front
        int length = Math.min(bytes.length, LENGTH);
        System.arraycopy(bytes, bytes.length - length, target, at + LENGTH - length, length);
    }

    /** The secret that two sides share (ECDH). */
    static byte[] agree(PrivateKey own, ECPublicKey other) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(own);
            agreement.doPhase(other, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("keys of P-256 do not agree", unfit);
        }
    }
}
