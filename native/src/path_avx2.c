/* The kernels for AVX2 with FMA. */
#include "path.h"

#if defined(KERNELS_X86)
#define PATH avx2
#define PATH_OF_avx2 PATH_AVX2
#define LANE_BYTES 32
BEGIN_TARGET("avx2,fma")
#include "path.inc"
END_TARGET
#endif
