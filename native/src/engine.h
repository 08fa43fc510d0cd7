/* What the engine offers: a program is opened with the arrays that it works on, runs, and is closed.
   Every function that can fail returns a status and writes a sentence into the message of the engine's caller. */
#ifndef BP_ENGINE_H
#define BP_ENGINE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define BP_EXPORT __declspec(dllexport)
#else
#define BP_EXPORT __attribute__((visibility("default")))
#endif

enum bp_status { BP_DONE, BP_PAUSED, BP_REFUSED, BP_NO_MEMORY };

/* An array of the caller's. */
typedef struct bp_array {
    void *data;
    int64_t elements;
    int64_t itemsize;
    int64_t writable;
} bp_array;

/* Where an epoch stands; the caller keeps it between calls, and it changes while one runs. */
typedef struct bp_progress {
    const int64_t *chosen;  /* the rows that count, or NULL for all of them */
    int64_t *order;         /* the order of the rows that count, shuffled anew at the beginning of an epoch */
    const double *weights;  /* of all rows, or NULL where each counts 1 */
    int64_t counts[3];      /* how many elements chosen, order and weights have */
    uint32_t *words;        /* of the Mersenne twister, 624 */
    int64_t used;           /* how many of the words were used */
    int64_t step;           /* steps so far, over all epochs */
    int64_t position;       /* rows of this epoch that were taken; 0 begins it */
    double rate;
    double loss, weight;    /* of this epoch so far */
} bp_progress;

enum { BP_THREADS = 64 };

typedef struct bp_engine bp_engine;

BP_EXPORT const char *bp_version(void);
BP_EXPORT int64_t bp_format(void);
BP_EXPORT const char *bp_function_name(int64_t number); /* NULL behind the last one */
BP_EXPORT const char *bp_path_name(int64_t number);     /* NULL behind the last one that can run here */
BP_EXPORT int bp_open(const int64_t *program, int64_t words, const bp_array *arrays, int64_t count, int64_t threads,
                      const char *path, bp_engine **opened, char *message, int64_t room);
BP_EXPORT void bp_close(bp_engine *engine);
/* The operations of all lists together. */
BP_EXPORT int64_t bp_work(const bp_engine *engine);
/* What runs a step of a list, in a few words; none where there is no such step. */
BP_EXPORT void bp_tell(const bp_engine *engine, int64_t list, int64_t step, char *message, int64_t room);
/* One pass over one of the lists. */
BP_EXPORT int bp_run(bp_engine *engine, int64_t list, char *message, int64_t room);
/* Go on with an epoch for about so many seconds; BP_PAUSED where there is more to do. */
BP_EXPORT int bp_epoch(bp_engine *engine, bp_progress *progress, double seconds, char *message, int64_t room);

#endif
