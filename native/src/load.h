#ifndef BP_LOAD_H
#define BP_LOAD_H

#include "program.h"

/* A program under way: words [at, end) are left. */
struct loading {
    bp_engine *engine;
    const int64_t *program;
    int64_t words, at, end;
    const bp_array *arrays;
    int64_t count;
    int64_t blocks, tile, workspace; /* what threads need, in elements and bytes */
    int status;
    char *message;
    int64_t room;
};

/* What the rows of a block take of a tile so far. */
struct tile_plan {
    int64_t block, elements, moved;
};

int bp_load(bp_engine *engine, const int64_t *program, int64_t words, const bp_array *arrays, int64_t count,
            char *message, int64_t space);

#endif
