/* The inner loops, compiled once for each path and each type of number. */
#ifndef BACKPROOF_KERNELS_H
#define BACKPROOF_KERNELS_H

#include <stddef.h>

#include "cpu.h"
#include "maps.h"
#include "optim.h"
#include "tiles.h"

#if defined(__GNUC__) && defined(__x86_64__)
#define KERNELS_X86 1
#endif

enum number { NUMBER_FLOAT, NUMBER_DOUBLE, NUMBER_COUNT };

struct kernels {
    enum cpu_path path;
    map_kernel maps[NUMBER_COUNT][MAP_COUNT];
    fold_kernel folds[NUMBER_COUNT][FOLD_COUNT];      /* of each row */
    fold_kernel folds_down[NUMBER_COUNT][FOLD_COUNT]; /* of each column: out[column] */
    spread_kernel spread[NUMBER_COUNT];
    turn_kernel turn[NUMBER_COUNT];
    step_kernel steps[NUMBER_COUNT][STEP_COUNT];
    const struct tiles *tiles[NUMBER_COUNT];
};

/* The kernels of a path that cpu_supports. */
const struct kernels *kernels_of(enum cpu_path path);

static inline size_t number_size(enum number number) { return number == NUMBER_FLOAT ? 4 : 8; }

#endif
