package im.godwit.plugins.muc.engine;

/** What an affiliation may permit: the rows of the table in XEP-0045 §5.2.1. */
public enum Privilege {
    ENTER_OPEN_ROOM,
    REGISTER,
    RETRIEVE_MEMBER_LIST,
    ENTER_MEMBERS_ONLY_ROOM,
    BAN,
    EDIT_MEMBER_LIST,
    ASSIGN_MODERATORS,
    EDIT_ADMIN_LIST,
    EDIT_OWNER_LIST,
    CONFIGURE,
    DESTROY
}
