/* The Mersenne twister (Matsumoto & Nishimura, 1998) and what NumPy draws from it: the same seed, the same numbers. */
#include "program.h"

#define WORDS 624
#define MIDDLE 397

static uint32_t twisted(uint32_t high, uint32_t low) {
    uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
    return (y >> 1) ^ ((y & 1u) ? 0x9908b0dfu : 0u);
}

static void refill(uint32_t *w) {
    int i = 0;
    for (; i < WORDS - MIDDLE; i++) w[i] = w[i + MIDDLE] ^ twisted(w[i], w[i + 1]);
    for (; i < WORDS - 1; i++) w[i] = w[i + MIDDLE - WORDS] ^ twisted(w[i], w[i + 1]);
    w[i] = w[MIDDLE - 1] ^ twisted(w[i], w[0]);
}

uint32_t bp_random_word(uint32_t *words, int64_t *used) {
    if (*used >= WORDS) {
        refill(words);
        *used = 0;
    }
    uint32_t y = words[(*used)++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

static uint64_t word64(uint32_t *words, int64_t *used) {
    uint64_t high = bp_random_word(words, used);
    return high << 32 | bp_random_word(words, used);
}

/* A number up to and with `most`: bits that are too large are thrown away, as NumPy's random_interval does. */
static uint64_t interval(uint32_t *words, int64_t *used, uint64_t most) {
    uint64_t mask = most, value;
    for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
    do {
        value = (most <= 0xffffffffu ? bp_random_word(words, used) : word64(words, used)) & mask;
    } while (value > most);
    return value;
}

void bp_random_shuffle(uint32_t *words, int64_t *used, int64_t *order, int64_t count) {
    for (int64_t i = count - 1; i > 0; i--) {
        int64_t j = (int64_t)interval(words, used, (uint64_t)i), kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

double bp_random_double(uint32_t *words, int64_t *used) {
    uint32_t high = bp_random_word(words, used) >> 5, low = bp_random_word(words, used) >> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
}

float bp_random_float(uint32_t *words, int64_t *used) {
    return (float)(bp_random_word(words, used) >> 8) * (1.0f / 16777216.0f);
}
