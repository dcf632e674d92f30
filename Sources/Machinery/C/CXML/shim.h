#include <libxml/xmlversion.h>

// Debian's libxml2 shows the types of ICU in its headers, and Foundation brings an ICU of its own: the compiler then
// finds two definitions of `UErrorCode` wherever a module uses both. No type that we touch has ICU in it.
#undef LIBXML_ICU_ENABLED

#include <libxml/SAX2.h>
#include <libxml/parser.h>
