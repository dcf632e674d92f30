#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// OpenSSL 3 marks the direct SHA functions as deprecated. We use them nevertheless: one EVP digest costs about half
// a microsecond of bookkeeping, and the ledger hashes millions of pieces of sixty bytes.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

/// 32 bytes as four words, first byte highest; a C array would come to Swift as a tuple of bytes, slow to compare.
typedef struct { uint64_t a, b, c, d; } holdfast_digest;

/// Tells that OpenSSL's own type is plain bytes of known size, so that a Swift value can hold and copy it.
typedef struct { SHA256_CTX state; } holdfast_sha256_state;
typedef struct { SHA512_CTX state; } holdfast_sha512_state;

/// Reads 32 bytes as a digest; here because Swift cannot swap bytes of an unaligned pointer in one expression.
static inline holdfast_digest holdfast_digest_read(const void *bytes) {
    uint64_t w[4];
    memcpy(w, bytes, 32);
    holdfast_digest d = { __builtin_bswap64(w[0]), __builtin_bswap64(w[1]),
                          __builtin_bswap64(w[2]), __builtin_bswap64(w[3]) };
    return d;
}

/// Writes a digest as 32 bytes, the reverse of `holdfast_digest_read`.
static inline void holdfast_digest_write(holdfast_digest d, void *bytes) {
    uint64_t w[4] = { __builtin_bswap64(d.a), __builtin_bswap64(d.b), __builtin_bswap64(d.c), __builtin_bswap64(d.d) };
    memcpy(bytes, w, 32);
}

/// Hides the deprecated SHA256_Init from Swift, which would warn.
static inline holdfast_sha256_state holdfast_sha256_start(void) {
    holdfast_sha256_state s;
    SHA256_Init(&s.state);
    return s;
}

/// Hides the deprecated SHA256_Update from Swift.
static inline void holdfast_sha256_add(holdfast_sha256_state *s, const void *bytes, size_t count) {
    if (count > 0) SHA256_Update(&s->state, bytes, count);
}

/// Ends a copy of the state, so that Swift can ask for the digest so far and go on.
static inline holdfast_digest holdfast_sha256_end(holdfast_sha256_state s) {
    unsigned char out[32];
    SHA256_Final(out, &s.state);
    return holdfast_digest_read(out);
}

/// One whole SHA-256 in one call: nothing of the state crosses into Swift.
static inline holdfast_digest holdfast_sha256(const void *bytes, size_t count) {
    holdfast_sha256_state s = holdfast_sha256_start();
    holdfast_sha256_add(&s, bytes, count);
    return holdfast_sha256_end(s);
}

/// SHA-256(tag, bytes), without joining them in a buffer first.
static inline holdfast_digest holdfast_sha256_tagged(uint8_t tag, const void *bytes, size_t count) {
    holdfast_sha256_state s = holdfast_sha256_start();
    SHA256_Update(&s.state, &tag, 1);
    holdfast_sha256_add(&s, bytes, count);
    return holdfast_sha256_end(s);
}

/// SHA-256(tag, left, right): the inner node of a Merkle tree.
static inline holdfast_digest holdfast_sha256_pair(uint8_t tag, holdfast_digest left, holdfast_digest right) {
    unsigned char joined[65];
    joined[0] = tag;
    holdfast_digest_write(left, joined + 1);
    holdfast_digest_write(right, joined + 33);
    return holdfast_sha256(joined, sizeof joined);
}

/// SHA-256(tag, digest, bytes): a salted commitment.
static inline holdfast_digest holdfast_sha256_salted(uint8_t tag, holdfast_digest salt, const void *bytes,
                                                     size_t count) {
    unsigned char head[33];
    head[0] = tag;
    holdfast_digest_write(salt, head + 1);
    holdfast_sha256_state s = holdfast_sha256_start();
    SHA256_Update(&s.state, head, sizeof head);
    holdfast_sha256_add(&s, bytes, count);
    return holdfast_sha256_end(s);
}

/// HMAC-SHA-256 from the two states that the key leaves behind: two compressions for a short message.
static inline holdfast_digest holdfast_hmac_sha256(const holdfast_sha256_state *inner,
                                                   const holdfast_sha256_state *outer, const void *bytes,
                                                   size_t count) {
    holdfast_sha256_state s = *inner;
    holdfast_sha256_add(&s, bytes, count);
    unsigned char middle[32];
    SHA256_Final(middle, &s.state);
    s = *outer;
    SHA256_Update(&s.state, middle, sizeof middle);
    return holdfast_sha256_end(s);
}

/// Hides the deprecated SHA512_Init from Swift.
static inline holdfast_sha512_state holdfast_sha512_start(void) {
    holdfast_sha512_state s;
    SHA512_Init(&s.state);
    return s;
}

/// Hides the deprecated SHA512_Update from Swift.
static inline void holdfast_sha512_add(holdfast_sha512_state *s, const void *bytes, size_t count) {
    if (count > 0) SHA512_Update(&s->state, bytes, count);
}

/// Ends a copy of the state and writes 64 bytes.
static inline void holdfast_sha512_end(holdfast_sha512_state s, void *out) {
    SHA512_Final(out, &s.state);
}

#pragma clang diagnostic pop
