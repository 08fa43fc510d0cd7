#include "denormals.h"

#if defined(__SSE2__) || defined(_M_X64)
#include <immintrin.h>
#endif

/* Flush to zero and denormals are zero: Intel's manual, volume 1, 10.2.3; Arm's manual, FPCR.FZ. */
unsigned long denormals_flush(void)
{
#if defined(__SSE2__) || defined(_M_X64)
    const unsigned before = _mm_getcsr();
    _mm_setcsr(before | 0x8040);
    return before;
#elif defined(__GNUC__) && defined(__aarch64__)
    unsigned long before;
    __asm__ volatile("mrs %0, fpcr" : "=r"(before));
    __asm__ volatile("msr fpcr, %0" : : "r"(before | 1ul << 24));
    return before;
#else
    return 0;
#endif
}

void denormals_restore(unsigned long state)
{
#if defined(__SSE2__) || defined(_M_X64)
    _mm_setcsr((unsigned)state);
#elif defined(__GNUC__) && defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"(state));
#else
    (void)state;
#endif
}
