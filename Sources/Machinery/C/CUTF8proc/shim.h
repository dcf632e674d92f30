#include <stdlib.h>
#include <utf8proc.h>

/// The options are a C enum that cannot be joined with `|` in Swift without going through raw values.
/// COMPAT and COMPOSE give NFKC, CASEFOLD folds, IGNORE drops default ignorable code points (NFKC_Casefold).
static inline utf8proc_ssize_t holdfast_utf8proc_fold(
    const utf8proc_uint8_t *text, utf8proc_ssize_t count, utf8proc_uint8_t **result) {
    return utf8proc_map(text, count, result,
        (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT
            | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
}
