package im.godwit.plugins.push.web;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Optional;

/** The keys of the services in the database: browsers subscribe with them, so they must never change. */
final class VapidKeys {
    static final Migrations MIGRATIONS = Migrations.of("webpush", VapidKeys.class, "001-create.sql");

    private final Database database;

    VapidKeys(Database database) {
        this.database = database;
    }

    /** A service's keys, made the first time. */
    KeyPair of(Jid service) {
        return stored(service).orElseGet(() -> {
            KeyPair made = P256.generate();
            database.write(sql -> sql.update(
                    "INSERT INTO webpush_keys (service, private_key, public_key) VALUES (?, ?, ?)"
                            + " ON CONFLICT (service) DO NOTHING",
                    service,
                    Base64Url.encode(scalar((ECPrivateKey) made.getPrivate())),
                    Base64Url.encode(P256.point((ECPublicKey) made.getPublic()))));
            return stored(service).orElseThrow(); // perhaps those of another process
        });
    }

    private Optional<KeyPair> stored(Jid service) {
        return database.read(sql -> sql.first(
                "SELECT private_key, public_key FROM webpush_keys WHERE service = ?", VapidKeys::keys, service));
    }

    private static KeyPair keys(Row row) {
        byte[] point = Base64Url.decode(row.text("public_key")).orElseThrow();
        byte[] scalar = Base64Url.decode(row.text("private_key")).orElseThrow();
        return new KeyPair(P256.publicKey(point).orElseThrow(), P256.privateKey(scalar));
    }

    private static byte[] scalar(ECPrivateKey key) {
        byte[] bytes = key.getS().toByteArray(); // perhaps with a zero in front
        return bytes.length > P256.LENGTH ? Arrays.copyOfRange(bytes, bytes.length - P256.LENGTH, bytes.length) : bytes;
    }
}
