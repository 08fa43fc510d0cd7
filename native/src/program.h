/* A program as it runs: checked, with pointers for offsets and with as few loops as its strides allow. */
#ifndef BP_PROGRAM_H
#define BP_PROGRAM_H

#include <stdbool.h>

#include "engine.h"
#include "format.h"
#include "denormals.h"
#include "kernels.h"
#include "pace.h"
#include "products.h"
#include "team.h"

enum { BP_LOOPS = 2 * BP_AXES + 1, BP_OPERANDS = 4, BP_STRIP = 512, BP_WIDE = 64, BP_WORTH = 1 << 15 };

/* Where an operand lies: at `base`, `row` bytes from one row of a block to the next, or `offset` bytes into the tile. */
typedef struct bp_place {
    char *base;
    int64_t row;
    bool in_tile;
    int64_t before, offset;
} bp_place;

/* Loops run over rows first, the last one is the innermost. The result of a map or fold is contiguous. */
typedef struct bp_instruction {
    int kind; /* 0 a map, BP_FOLD, BP_LOCATE */
    int operands;
    map_kernel map;
    fold_kernel fold, fold_down;
    int function;
    int loops, kept; /* those of a fold that are kept come first */
    bool whole;      /* the loops of the result are one, and so are those of each operand that is not gathered */
    bool gathered[BP_OPERANDS];
    int64_t count; /* elements of the result for each row */
    bp_place place[BP_OPERANDS];
    int64_t extent[BP_LOOPS]; /* extent[0] is that of the rows of a tile, if there are rows */
    int64_t stride[BP_OPERANDS][BP_LOOPS];
} bp_instruction;

typedef struct bp_block {
    int64_t rows, tile;
    int64_t columns; /* of a single sum down the columns of an array, which are shared out then; else 0 */
    int64_t count;
    bp_instruction *instructions;
} bp_block;

typedef struct bp_matrix {
    char *base;
    int64_t outer[BP_AXES]; /* bytes */
} bp_matrix;

typedef struct bp_product {
    struct product shape;
    int outer;
    int64_t extent[BP_AXES];
    int64_t summed[BP_AXES]; /* 1 where an outer axis is summed over */
    bool by_columns;         /* what threads share: columns of the result, or rows */
    struct prepared *prepared; /* as a whole, and behind that the share of each thread */
    bp_matrix a, b, c;
    const char *bias; /* of each column or each row, as the shape has it; NULL where the sum begins with 0 */
    bool learns;      /* whether the parameters from `first` on, whose gradient it is, are updated while that is in the cache */
    int64_t first;
} bp_product;

typedef struct bp_step {
    int operation;
    bool shared; /* whether it is worth the threads */
    union {
        bp_block block;
        bp_product product;
    } as;
} bp_step;

typedef struct bp_call bp_call;

typedef struct bp_range {
    int64_t begin, end;
} bp_range;

typedef struct bp_list {
    int64_t count, calls;
    bp_step *steps;
    bp_call *call; /* the same for one thread */
    int64_t ranges, behind;
    bp_range *range; /* of the parameters that are updated behind it, and how many these are together */
    struct pace pace;
} bp_list;

typedef struct bp_buffer {
    int64_t kind, elements;
    char *data;
    int64_t block, at; /* of a row buffer: the block that it was last seen in, its elements for each row before it */
} bp_buffer;

typedef struct bp_gathered {
    const char *from;
    char *to;
    int64_t bytes;
} bp_gathered;

typedef struct bp_mask {
    char *to;
    int64_t elements;
    double kept;
} bp_mask;

typedef struct bp_changing {
    char *to;
    int64_t kind;
    double a, b;
} bp_changing;

/* An optimiser that has a kernel of its own: one pass over parameters, gradients and moments. */
typedef struct bp_optimiser {
    step_kernel step; /* NULL where the optimiser is a list */
    char *w, *m, *v;
    const char *decay;
    struct step_numbers numbers; /* of the step under way */
} bp_optimiser;

typedef struct bp_training {
    bool present;
    int64_t samples, chosen, batch, shuffle;
    int64_t lengths;
    int64_t *length, *list;
    int64_t update;
    int64_t arrays, masks, numbers;
    bp_gathered *gathered;
    bp_mask *mask;
    bp_changing *number;
    char *weights, *size, *loss, *gradient;
    int64_t gradients;
    double clip;
    bp_optimiser optimiser;
    bool under_way; /* a step of training is, with its numbers in the optimiser: lists that run alone update nothing */
    bool kept;      /* whether all of its gradient is to be read when it is over */
    const void *rows[3]; /* the arrays of a progress that name rows which exist */
    int64_t weighed; /* the length for which the weights of a batch are there, where all count the same */
} bp_training;

struct bp_engine {
    int64_t itemsize, buffers, lists;
    int64_t work; /* operations of all lists together */
    bp_buffer *buffer;
    bp_list *list;
    bp_training training;
    const struct kernels *kernels;
    enum number number;
    int threads;
    struct team *team;
    char **tile;       /* of each thread: memory of row buffers */
    char **workspace;  /* of each thread: what products pack into */
    struct bp_kept *kept; /* what closing frees */
};

/* memory.c: zeroed memory that is freed with the engine, aligned to 64 bytes; NULL where it can't be had. */
void *bp_keep(bp_engine *engine, int64_t count, int64_t size);
void bp_free_kept(bp_engine *engine);
/* Products and sums of sizes, false where they overflow or a number is negative. */
bool bp_times(int64_t a, int64_t b, int64_t *result);
bool bp_plus(int64_t a, int64_t b, int64_t *result);

/* functions.c */

int bp_function_operands(int function);
enum map bp_fold_join(int fold); /* the map that joins two parts of a fold */


/* Where a share begins: whole groups of rows, so that no two write to one line of the cache, and vectors stay whole. */
static inline int64_t bp_part(int64_t rows, int share, int shares) {
    enum { GROUP = 16 };
    const int64_t groups = (rows + GROUP - 1) / GROUP, begin = groups * share / shares * GROUP;
    return begin < rows ? begin : rows;
}

/* What is done before the first step of a list, or behind its last one. */
typedef struct bp_task {
    void (*begin)(void *context); /* by one thread, before any share; or NULL */
    void (*share)(void *context, int share, int shares);
    void *context;
    bool shared; /* whether it is worth the threads */
} bp_task;

/* run.c: a list by so many threads, which the engine has; the results are the same bits for any number. */
void bp_run_list(const bp_engine *engine, const bp_list *list, int threads);
/* The same by several threads, with what belongs to it, or NULL. */
void bp_run_shared(const bp_engine *engine, const bp_list *list, int threads, const bp_task *before, const bp_task *behind);
/* Parts of a list, by the thread that calls. */
void bp_run_step(const bp_engine *engine, const bp_step *step);
void bp_run_instruction(const bp_engine *engine, const bp_block *block, const bp_instruction *in);
/* calls.c: a list as calls; false where there is no memory. */
bool bp_make_calls(bp_engine *engine, bp_list *list);
void bp_run_calls(const bp_engine *engine, const bp_list *list);

/* updates.c: which updates need not wait for the end of a list; false where there is no memory. */
bool bp_find_updates(bp_engine *engine);
/* `count` parameters from `first` on, by the kernel of the optimiser, with their gradient. */
static inline void bp_update(const bp_engine *engine, int64_t first, int64_t count, const char *gradient) {
    const bp_training *t = &engine->training;
    const bp_optimiser *o = &t->optimiser;
    const int64_t at = first * engine->itemsize;
    o->step(o->w + at, gradient, o->m ? o->m + at : NULL, o->v ? o->v + at : NULL,
            o->decay ? o->decay + at : NULL, &o->numbers, (size_t)count);
}
/* Those whose gradient an area of a product is, and the memory that this takes. */
typedef struct bp_learning {
    const bp_engine *engine;
    int64_t first, row; /* the parameter that its first number is, and how far the next row of it is */
} bp_learning;
struct product_watch bp_learning_watch(bp_learning *learning);

/* random.c: as NumPy draws. */
uint32_t bp_random_word(uint32_t *words, int64_t *used);
void bp_random_shuffle(uint32_t *words, int64_t *used, int64_t *order, int64_t count);
double bp_random_double(uint32_t *words, int64_t *used);
float bp_random_float(uint32_t *words, int64_t *used);

/* clock.c: seconds since some time. */
double bp_seconds(void);

/* say.c */
void bp_say(char *message, int64_t room, const char *format, ...);

#endif
