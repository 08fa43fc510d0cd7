#include "cpu.h"

#include <string.h>

#include "kernels.h"

static const char *const NAMES[PATH_COUNT] = {"portable", "avx2", "avx512"};

const char *cpu_path_name(enum cpu_path path) { return NAMES[path]; }

int cpu_path_named(const char *name)
{
    for (int path = 0; path < PATH_COUNT; path++)
        if (strcmp(name, NAMES[path]) == 0)
            return path;
    return -1;
}

#if defined(KERNELS_X86)

#include <cpuid.h>

/* Feature bits and not names: virtual machines mask the name. Intel's manual, volume 2, CPUID; volume 1, 13.3 for XCR0. */
enum {
    LEAF_1_C_FMA = 1 << 12,
    LEAF_1_C_OSXSAVE = 1 << 27,
    LEAF_1_C_AVX = 1 << 28,
    LEAF_7_B_AVX2 = 1 << 5,
    LEAF_7_B_AVX512 = 1 << 16 | 1 << 17 | 1 << 30, /* F, DQ, BW; VL is the sign bit */
    STATE_YMM = 0x06,
    STATE_ZMM = 0xe6
};
static const unsigned LEAF_7_B_AVX512VL = 1u << 31;

static unsigned enabled_state(void)
{
    unsigned low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

int cpu_supports(enum cpu_path path)
{
    if (path == PATH_PORTABLE)
        return 1;
    unsigned a, b, c, d;
    const unsigned first = LEAF_1_C_FMA | LEAF_1_C_OSXSAVE | LEAF_1_C_AVX;
    if (!__get_cpuid(1, &a, &b, &c, &d) || (c & first) != first)
        return 0;
    const unsigned state = enabled_state();
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || (state & STATE_YMM) != STATE_YMM || !(b & LEAF_7_B_AVX2))
        return 0;
    if (path == PATH_AVX2)
        return 1;
    const unsigned wide = LEAF_7_B_AVX512 | LEAF_7_B_AVX512VL;
    return (state & STATE_ZMM) == STATE_ZMM && (b & wide) == wide;
}

#else

int cpu_supports(enum cpu_path path) { return path == PATH_PORTABLE; }

#endif

enum cpu_path cpu_best(void)
{
    int path = PATH_COUNT - 1;
    while (!cpu_supports((enum cpu_path)path))
        path--;
    return (enum cpu_path)path;
}
