/* Maps of a block: as one loop, or row by row; operands that lie strangely are gathered first. */
#include <string.h>

#include "loops.h"

static void copy_strided(char *to, const char *from, int64_t stride, int64_t count, int64_t itemsize) {
    if (itemsize == 4)
        for (int64_t i = 0; i < count; i++) memcpy(to + 4 * i, from + 4 * i * stride, 4);
    else
        for (int64_t i = 0; i < count; i++) memcpy(to + 8 * i, from + 8 * i * stride, 8);
}

void bp_gather(char *strip, const char *base, const int64_t *extent, const int64_t *stride, int from, int to,
               bp_position *now, int64_t count, int64_t itemsize) {
    const int inner = to - 1;
    while (count) {
        const char *start = base + bp_distance(now, stride, from, to) * itemsize;
        int64_t run = extent[inner] - now->at[inner];
        if (run > count) run = count;
        copy_strided(strip, start, stride[inner], run, itemsize);
        strip += run * itemsize;
        count -= run;
        now->at[inner] += run - 1;
        (void)bp_next(now, extent, from, to);
    }
}

/* As bp_gather, for whole rows of two loops: what small networks broadcast. */
static void gather_rows(const bp_engine *engine, char *strip, const char *base, int64_t rows, int64_t columns,
                        const int64_t *stride) {
    if (stride[1] <= 1) {
        engine->kernels->spread[engine->number](base, (ptrdiff_t)stride[0], (ptrdiff_t)stride[1], (size_t)rows,
                                                (size_t)columns, strip);
        return;
    }
#define GATHER(type)                                                                                                   \
    {                                                                                                                  \
        type *to = (type *)(void *)strip;                                                                              \
        for (int64_t i = 0; i < rows; i++) {                                                                           \
            const type *from = (const type *)(const void *)base + i * stride[0];                                       \
            for (int64_t j = 0; j < columns; j++) *to++ = from[j * stride[1]];                                         \
        }                                                                                                              \
    }
    if (engine->itemsize == 4)
        GATHER(float)
    else
        GATHER(double)
#undef GATHER
}

static void map_whole(const bp_tile *run, const bp_instruction *in) {
    const int64_t itemsize = run->engine->itemsize, total = run->count * in->count;
    _Alignas(64) char strips[BP_OPERANDS - 1][BP_STRIP * 8 + SPREAD_ROOM];
    const void *operands[BP_OPERANDS - 1] = {0};
    ptrdiff_t steps[BP_OPERANDS - 1] = {0};
    bp_position now[BP_OPERANDS - 1];
    bool gathers = false;
    char *out = bp_place_of(run, &in->place[0]);
    for (int o = 1; o < in->operands; o++) {
        operands[o - 1] = in->gathered[o] ? (void *)strips[o - 1] : bp_place_of(run, &in->place[o]);
        steps[o - 1] = in->gathered[o] || (in->loops && in->stride[o][in->loops - 1]);
        if (in->gathered[o]) {
            gathers = true;
            memset(&now[o - 1], 0, sizeof now[o - 1]);
        }
    }
    if (!gathers) {
        in->map(operands, steps, out, (size_t)total);
        return;
    }
    const bool two = in->loops == 2 && in->extent[1] <= BP_STRIP;
    const int64_t most = two ? BP_STRIP / in->extent[1] * in->extent[1] : BP_STRIP;
    for (int64_t done = 0; done < total; done += most) {
        const int64_t count = total - done < most ? total - done : most;
        for (int o = 1; o < in->operands; o++) {
            if (in->gathered[o] && two) {
                const int64_t row = done / in->extent[1];
                if (row && !in->stride[o][0]) continue; /* the rows are all the same */
                gather_rows(run->engine, strips[o - 1], bp_place_of(run, &in->place[o]) + row * in->stride[o][0] * itemsize,
                            count / in->extent[1], in->extent[1], in->stride[o]);
            } else if (in->gathered[o])
                bp_gather(strips[o - 1], bp_place_of(run, &in->place[o]), in->extent, in->stride[o], 0, in->loops,
                       &now[o - 1], count, itemsize);
            else if (done && steps[o - 1])
                operands[o - 1] = (const char *)operands[o - 1] + most * itemsize;
        }
        in->map(operands, steps, out + done * itemsize, (size_t)count);
    }
}

static void map_rows(const bp_tile *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int inner = in->loops - 1;
    const void *operands[BP_OPERANDS - 1] = {0};
    ptrdiff_t steps[BP_OPERANDS - 1] = {0};
    char *base[BP_OPERANDS];
    for (int o = 0; o < in->operands; o++) base[o] = bp_place_of(run, &in->place[o]);
    for (int o = 1; o < in->operands; o++) steps[o - 1] = in->stride[o][inner];
    bp_position now = {{0}};
    do {
        for (int o = 1; o < in->operands; o++)
            operands[o - 1] = base[o] + bp_distance(&now, in->stride[o], 0, inner) * itemsize;
        in->map(operands, steps, base[0] + bp_distance(&now, in->stride[0], 0, inner) * itemsize, (size_t)extent[inner]);
    } while (bp_next(&now, extent, 0, inner));
}

void bp_run_map(const bp_tile *run, const bp_instruction *in, const int64_t *extent) {
    if (in->whole)
        map_whole(run, in);
    else
        map_rows(run, in, extent);
}
