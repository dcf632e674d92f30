// No shim is needed: Swift imports every function that we use.
#include <argon2.h>
