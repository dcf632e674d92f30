/// `syncfs` is declared only under `_GNU_SOURCE`, which Swift's module of the C library does not set.
static inline int holdfast_syncfs(int descriptor) {
    extern int syncfs(int descriptor);
    return syncfs(descriptor);
}
