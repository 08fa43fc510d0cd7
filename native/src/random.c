/* The Mersenne twister (Matsumoto & Nishimura, 1998) and what NumPy draws from it: the same seed, the same numbers. */
#include "program.h"

#define WORDS 624
#define MIDDLE 397

static uint32_t twisted(uint32_t high, uint32_t low) {
    uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
    return (y >> 1) ^ (-(y & 1u) & 0x9908b0dfu);
}

static void refill(uint32_t *w) {
    int i = 0;
    for (; i < WORDS - MIDDLE; i++) w[i] = w[i + MIDDLE] ^ twisted(w[i], w[i + 1]);
    for (; i < WORDS - 1; i++) w[i] = w[i + MIDDLE - WORDS] ^ twisted(w[i], w[i + 1]);
    w[i] = w[MIDDLE - 1] ^ twisted(w[i], w[0]);
}

static inline uint32_t tempered(uint32_t y) {
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

static void refill_if_used(uint32_t *words, int64_t *used) {
    if (*used < WORDS) return;
    refill(words);
    *used = 0;
}

uint32_t bp_random_word(uint32_t *words, int64_t *used) {
    refill_if_used(words, used);
    return tempered(words[(*used)++]);
}

/* A number of 64 bits up to and with `most`: what is too large is thrown away, as NumPy's random_interval does. */
static uint64_t interval(uint32_t *words, int64_t *used, uint64_t most) {
    uint64_t mask = most, value;
    for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
    do {
        value = (uint64_t)bp_random_word(words, used) << 32;
        value = (value | bp_random_word(words, used)) & mask;
    } while (value > most);
    return value;
}

static inline void swap(int64_t *order, int64_t i, int64_t j) {
    const int64_t kept = order[i];
    order[i] = order[j];
    order[j] = kept;
}

/* Fisher's and Yates' shuffle, from the last place on. A draw that is too large swaps a place with itself and is repeated:
   without a branch, since no processor foresees a third of the draws. */
void bp_random_shuffle(uint32_t *words, int64_t *used, int64_t *order, int64_t count) {
    int64_t i = count - 1;
    for (; i > INT64_C(0xffffffff); i--) swap(order, i, (int64_t)interval(words, used, (uint64_t)i));
    while (i > 0) {
        refill_if_used(words, used);
        uint32_t drawn[WORDS];
        const int64_t there = WORDS - *used;
        for (int64_t k = 0; k < there; k++) drawn[k] = tempered(words[*used + k]);
        int64_t k = 0;
        while (k < there && i > 0) {
            int64_t mask = i;
            for (int shift = 1; shift < 32; shift *= 2) mask |= mask >> shift;
            for (const int64_t least = mask / 2 + 1; k < there && i >= least; k++) {
                const int64_t j = (int64_t)drawn[k] & mask, fits = -(int64_t)(j <= i);
                swap(order, i, i ^ ((i ^ j) & fits));
                i += fits;
            }
        }
        *used += k;
    }
}

double bp_random_double(uint32_t *words, int64_t *used) {
    uint32_t high = bp_random_word(words, used) >> 5, low = bp_random_word(words, used) >> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
}

float bp_random_float(uint32_t *words, int64_t *used) {
    return (float)(bp_random_word(words, used) >> 8) * (1.0f / 16777216.0f);
}
