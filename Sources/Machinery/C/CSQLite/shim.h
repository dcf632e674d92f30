#include <sqlite3.h>

/// `SQLITE_TRANSIENT` is a cast that Swift cannot import. Empty text may have no address; NULL would bind no value.
static inline int holdfast_sqlite_bind_text(sqlite3_stmt *statement, int place, const unsigned char *text, int count) {
    return sqlite3_bind_text(statement, place, text ? (const char *)text : "", count, SQLITE_TRANSIENT);
}

/// The same for bytes; a zero-length blob needs a pointer that is not null, or it becomes NULL.
static inline int holdfast_sqlite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int count) {
    if (count == 0) return sqlite3_bind_zeroblob(statement, place, 0);
    return sqlite3_bind_blob(statement, place, bytes, count, SQLITE_TRANSIENT);
}

/// `sqlite3_db_config` takes variable arguments, which Swift cannot call.
static inline int holdfast_sqlite_configure(sqlite3 *handle, int option, int value) {
    int result = 0;
    return sqlite3_db_config(handle, option, value, &result);
}
