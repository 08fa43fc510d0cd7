#include "kernels.h"

extern const struct kernels kernels_portable;
#if defined(KERNELS_X86)
extern const struct kernels kernels_avx2, kernels_avx512;
#endif

const struct kernels *kernels_of(enum cpu_path path)
{
#if defined(KERNELS_X86)
    if (path == PATH_AVX512)
        return &kernels_avx512;
    if (path == PATH_AVX2)
        return &kernels_avx2;
#endif
    (void)path;
    return &kernels_portable;
}
