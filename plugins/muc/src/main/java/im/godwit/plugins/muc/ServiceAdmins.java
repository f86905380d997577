package im.godwit.plugins.muc;

/** Who is an owner of every room, whatever its lists say: a service administrator (XEP-0045 §3). */
public enum ServiceAdmins {
    /** Those who administer the host that the service belongs to. */
    SERVER,
    /** Nobody: rooms are their owners' alone. */
    NOBODY
}
