/* Folds of a block, and places of largest elements. */
#include <string.h>

#include "loops.h"

/* Row by row along the only folded loop. */
static void fold_along(const bp_tile *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int inner = in->kept - 1;
    char *out = bp_place_of(run, &in->place[0]), *from = bp_place_of(run, &in->place[1]);
    const size_t columns = in->loops > in->kept ? (size_t)extent[in->kept] : 1;
    if (inner < 0) {
        in->fold(from, 0, 1, columns, out);
        return;
    }
    bp_position now = {{0}};
    do {
        in->fold(from + bp_distance(&now, in->stride[1], 0, inner) * itemsize, in->stride[1][inner],
                 (size_t)extent[inner], columns, out);
        out += extent[inner] * itemsize;
    } while (bp_next(&now, extent, 0, inner));
}

/* A row of results at once, along the only folded loop. */
static void fold_down(const bp_tile *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int inner = in->kept - 1;
    char *out = bp_place_of(run, &in->place[0]), *from = bp_place_of(run, &in->place[1]);
    bp_position now = {{0}};
    do {
        in->fold_down(from + bp_distance(&now, in->stride[1], 0, inner) * itemsize, in->stride[1][in->kept],
                      (size_t)extent[in->kept], (size_t)extent[inner], out);
        out += extent[inner] * itemsize;
    } while (bp_next(&now, extent, 0, inner));
}

/* The same along several loops: what is folded comes one vector after another. */
static void fold_across(const bp_tile *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int inner = in->kept - 1;
    char *out = bp_place_of(run, &in->place[0]), *from = bp_place_of(run, &in->place[1]);
    bp_position kept = {{0}};
    do {
        const char *start = from + bp_distance(&kept, in->stride[1], 0, inner) * itemsize;
        memcpy(out, start, (size_t)(extent[inner] * itemsize));
        bp_position now = {{0}};
        while (bp_next(&now, extent, in->kept, in->loops)) {
            const void *operands[] = {out, start + bp_distance(&now, in->stride[1], in->kept, in->loops) * itemsize, NULL};
            const ptrdiff_t steps[] = {1, 1, 0};
            in->map(operands, steps, out, (size_t)extent[inner]);
        }
        out += extent[inner] * itemsize;
    } while (bp_next(&kept, extent, 0, inner));
}

/* Any strides: what is folded is gathered. */
static void fold_gathered(const bp_tile *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    char *out = bp_place_of(run, &in->place[0]), *from = bp_place_of(run, &in->place[1]);
    _Alignas(64) char strip[BP_STRIP * 8], part[8];
    int64_t folded = 1;
    for (int i = in->kept; i < in->loops; i++) folded *= extent[i];
    bp_position kept = {{0}};
    do {
        const char *start = from + bp_distance(&kept, in->stride[1], 0, in->kept) * itemsize;
        bp_position now = {{0}};
        for (int64_t done = 0; done < folded; done += BP_STRIP) {
            const int64_t count = folded - done < BP_STRIP ? folded - done : BP_STRIP;
            bp_gather(strip, start, extent, in->stride[1], in->kept, in->loops, &now, count, itemsize);
            in->fold(strip, 0, 1, (size_t)count, done ? part : out);
            const void *operands[] = {out, part, NULL};
            const ptrdiff_t steps[] = {1, 1, 0};
            if (done) in->map(operands, steps, out, 1);
        }
        out += itemsize;
    } while (bp_next(&kept, extent, 0, in->kept));
}

void bp_run_fold(const bp_tile *run, const bp_instruction *in, const int64_t *extent) {
    const int inner = in->kept - 1, folded = in->loops - in->kept;
    if (folded == 0 || (folded == 1 && in->stride[1][in->kept] == 1))
        fold_along(run, in, extent);
    else if (inner >= 0 && in->stride[1][inner] == 1 && folded == 1)
        fold_down(run, in, extent);
    else if (inner >= 0 && in->stride[1][inner] == 1 && in->extent[inner] >= 4) /* not of the tile: sums keep their order */
        fold_across(run, in, extent);
    else
        fold_gathered(run, in, extent);
}

/* The first of the largest or smallest, and what is no number before all others: as NumPy finds it. */
#define LOCATE(type)                                                                                                   \
    static int64_t locate_##type(const char *from, int64_t stride, int64_t count, bool smallest) {                    \
        int64_t found = 0;                                                                                             \
        type best = *(const type *)from;                                                                               \
        for (int64_t i = 1; i < count && best == best; i++) {                                                          \
            const type x = ((const type *)from)[i * stride];                                                           \
            if (x != x || (smallest ? x < best : x > best)) {                                                          \
                best = x;                                                                                              \
                found = i;                                                                                             \
            }                                                                                                          \
        }                                                                                                              \
        return found;                                                                                                  \
    }
LOCATE(float)
LOCATE(double)

void bp_run_locate(const bp_tile *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int along = in->loops - 1;
    char *out = bp_place_of(run, &in->place[0]), *from = bp_place_of(run, &in->place[1]);
    const float single = 1.0f;
    const double full = 1.0;
    bp_position now = {{0}};
    memset(out, 0, (size_t)(run->count * in->count * itemsize));
    do {
        const char *start = from + bp_distance(&now, in->stride[1], 0, along) * itemsize;
        const bool smallest = in->function == FOLD_min;
        const int64_t at = itemsize == 4 ? locate_float(start, in->stride[1][along], extent[along], smallest)
                                         : locate_double(start, in->stride[1][along], extent[along], smallest);
        const int64_t to = bp_distance(&now, in->stride[0], 0, along) + at * in->stride[0][along];
        memcpy(out + to * itemsize, itemsize == 4 ? (const void *)&single : (const void *)&full, (size_t)itemsize);
    } while (bp_next(&now, extent, 0, along));
}
