/* Loops over elements that lie anyhow, and the rows of a block that are in its tile. */
#ifndef BP_LOOPS_H
#define BP_LOOPS_H

#include "program.h"

typedef struct {
    const bp_engine *engine;
    const bp_block *block;
    char *tile;
    int64_t begin, count; /* the rows of the tile */
} bp_tile;

static inline char *bp_place_of(const bp_tile *run, const bp_place *place) {
    return place->in_tile ? run->tile + place->offset : place->base + run->begin * place->row;
}

/* Where loops stand. */
typedef struct {
    int64_t at[BP_LOOPS];
} bp_position;

/* The next turn of loops [from, to), and how far that is in elements of an operand; false behind the last one. */
static inline bool bp_next(bp_position *now, const int64_t *extent, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
        if (++now->at[i] < extent[i]) return true;
        now->at[i] = 0;
    }
    return false;
}

static inline int64_t bp_distance(const bp_position *now, const int64_t *stride, int from, int to) {
    int64_t found = 0;
    for (int i = from; i < to; i++) found += now->at[i] * stride[i];
    return found;
}

/* maps_of_blocks.c: the next elements of an operand in the order of its loops [from, to), one behind the other. */
void bp_gather(char *strip, const char *base, const int64_t *extent, const int64_t *stride, int from, int to,
               bp_position *now, int64_t count, int64_t itemsize);
void bp_run_map(const bp_tile *run, const bp_instruction *in, const int64_t *extent);
/* folds_of_blocks.c */
void bp_run_fold(const bp_tile *run, const bp_instruction *in, const int64_t *extent);
void bp_run_locate(const bp_tile *run, const bp_instruction *in, const int64_t *extent);

#endif
