/* What the tests of the native library share. */
#ifndef BACKPROOF_CHECK_H
#define BACKPROOF_CHECK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int failures;

#define CHECK(condition, ...)                                                                                          \
    do {                                                                                                               \
        if (!(condition) && failures++ < 20) {                                                                         \
            printf("%s:%d: %s: ", __FILE__, __LINE__, #condition);                                                     \
            printf(__VA_ARGS__);                                                                                       \
            printf("\n");                                                                                              \
        }                                                                                                              \
    } while (0)

static inline int report(const char *what)
{
    printf("%s: %s\n", what, failures ? "FAILED" : "ok");
    return failures != 0;
}

/* Numbers that look drawn (xorshift64*, Vigna 2016), the same in each run. */
static uint64_t drawn = 88172645463325252u;
static inline uint64_t draw(void)
{
    drawn ^= drawn >> 12, drawn ^= drawn << 25, drawn ^= drawn >> 27;
    return drawn * 2685821657736338717u;
}
static inline size_t draw_below(size_t bound) { return (size_t)(draw() >> 33) % bound; }
static inline double draw_unit(void) { return (double)(draw() >> 11) / 9007199254740992.0; }

#endif
