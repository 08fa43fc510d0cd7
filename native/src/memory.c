#include "program.h"

#include <stdlib.h>
#include <string.h>

struct bp_kept {
    struct bp_kept *before;
    void *block;
};

bool bp_times(int64_t a, int64_t b, int64_t *result) {
    if (a < 0 || b < 0 || (b && a > INT64_MAX / b)) return false;
    *result = a * b;
    return true;
}

bool bp_plus(int64_t a, int64_t b, int64_t *result) {
    if (a < 0 || b < 0 || a > INT64_MAX - b) return false;
    *result = a + b;
    return true;
}

void *bp_keep(bp_engine *engine, int64_t count, int64_t size) {
    int64_t bytes;
    if (!bp_times(count, size, &bytes) || bytes > INT64_MAX - 256) return NULL;
    struct bp_kept *entry = malloc(sizeof *entry);
    /* A vector's width behind the end too: what reads whole vectors may read there. */
    char *block = entry ? calloc((size_t)bytes + 192, 1) : NULL;
    if (!block) {
        free(entry);
        return NULL;
    }
    entry->before = engine->kept;
    entry->block = block;
    engine->kept = entry;
    return block + (64 - (uintptr_t)block % 64) % 64;
}

void bp_free_kept(bp_engine *engine) {
    while (engine->kept) {
        struct bp_kept *entry = engine->kept;
        engine->kept = entry->before;
        free(entry->block);
        free(entry);
    }
}
