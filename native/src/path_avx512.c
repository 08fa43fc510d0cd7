/* The kernels for AVX-512 (F, DQ, BW, VL). Who has it can also fetch memory in order to write it, which takes it from other cores. */
#include "path.h"

#if defined(KERNELS_X86)
#define PATH avx512
#define PATH_OF_avx512 PATH_AVX512
#define LANE_BYTES 64
BEGIN_TARGET("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma,prfchw")
#include "path.inc"
END_TARGET
#endif
