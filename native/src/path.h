/* What the sources of all paths need. */
#ifndef BACKPROOF_PATH_H
#define BACKPROOF_PATH_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "kernels.h"

#if defined(KERNELS_X86)
#include <immintrin.h>
#elif defined(__GNUC__) && defined(__aarch64__)
#include <arm_neon.h>
#endif

#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline, unused))
#else
#define INLINE static inline
#endif

/* Memory that will be written soon. */
#if defined(__GNUC__)
#define FETCH(address) __builtin_prefetch(address, 1)
#else
#define FETCH(address) (void)(address)
#endif

/* Functions between these two may use instructions of a target that the rest of the library does not. */
#define PRAGMA(text) _Pragma(#text)
#if defined(__clang__)
#define BEGIN_TARGET(features) PRAGMA(clang attribute push(__attribute__((target(features))), apply_to = function))
#define END_TARGET PRAGMA(clang attribute pop)
#elif defined(__GNUC__)
#define BEGIN_TARGET(features) PRAGMA(GCC push_options) PRAGMA(GCC target(features))
#define END_TARGET PRAGMA(GCC pop_options)
#endif

#endif
