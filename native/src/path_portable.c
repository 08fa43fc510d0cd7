/* The kernels for what every processor of an architecture has: SSE2, NEON, or numbers one by one. */
#include "path.h"

#define PATH portable
#define PATH_OF_portable PATH_PORTABLE
#if defined(KERNELS_X86) || (defined(__GNUC__) && defined(__aarch64__))
#define LANE_BYTES 16
#else
#define LANE_BYTES 0
#endif
#include "path.inc"
