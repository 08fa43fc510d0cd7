/* One pass over a list, by one thread or by a team: nothing is checked and nothing is allocated here. */
#include <string.h>

#include "loops.h"

/* Blocks */

static void run_instruction(const bp_tile *run, const bp_instruction *in) {
    int64_t extent[BP_LOOPS];
    memcpy(extent, in->extent, sizeof extent);
    if (run->block->rows > 1) extent[0] = run->count;
    if (in->kind == BP_MAP)
        bp_run_map(run, in, extent);
    else if (in->kind == BP_FOLD)
        bp_run_fold(run, in, extent);
    else
        bp_run_locate(run, in, extent);
}

void bp_run_instruction(const bp_engine *engine, const bp_block *block, const bp_instruction *in) {
    const bp_tile run = {engine, block, engine->tile[0], 0, block->rows};
    run_instruction(&run, in);
}

static void run_block(const bp_engine *engine, const bp_block *block, char *tile, int64_t begin, int64_t end) {
    bp_tile run = {engine, block, tile, begin, 0};
    for (; run.begin < end; run.begin += block->tile) {
        run.count = end - run.begin < block->tile ? end - run.begin : block->tile;
        for (int64_t i = 0; i < block->count; i++) run_instruction(&run, &block->instructions[i]);
    }
}

/* Some columns of a block that is one sum down all of its rows. */
static void run_columns(const bp_engine *engine, const bp_block *block, int64_t begin, int64_t end) {
    const bp_tile run = {engine, block, NULL, 0, 1};
    bp_instruction in = *block->instructions;
    in.extent[0] = end - begin;
    for (int o = 0; o < in.operands; o++) in.place[o].base += begin * engine->itemsize;
    if (begin < end) run_instruction(&run, &in);
}

/* Products */

/* All of it, or one of its shares. */
static void run_product(const bp_engine *engine, const bp_product *p, int member, int share, int shares) {
    const ptrdiff_t itemsize = (ptrdiff_t)engine->itemsize;
    const struct prepared *prepared = &p->prepared[shares > 1 ? 1 + share : 0];
    const char *a = p->a.base, *b = p->b.base, *bias = p->bias;
    char *c = p->c.base, *workspace = engine->workspace[member];
    bp_learning learning = {engine, p->first, (int64_t)p->shape.c_row};
    if (shares > 1) {
        const struct product *shape = &p->shape;
        const ptrdiff_t begin = (ptrdiff_t)bp_part((int64_t)(p->by_columns ? shape->columns : shape->rows), share, shares);
        const ptrdiff_t skipped = begin * (p->by_columns ? shape->c_column : shape->c_row);
        c += skipped * itemsize;
        learning.first += skipped;
        if (bias && p->by_columns == (shape->start == TILE_FROM_BIAS)) bias += begin * itemsize;
        *(p->by_columns ? &b : &a) += begin * (p->by_columns ? shape->b_column : shape->a_row) * itemsize;
    }
    if (!p->outer) {
        struct product_watch watch;
        const bool learns = p->learns && engine->training.under_way;
        if (learns) watch = bp_learning_watch(&learning);
        product_run_prepared(prepared, p->shape.start, a, b, c, bias, workspace, learns ? &watch : NULL);
        return;
    }
    bp_position now = {{0}};
    do {
        bool first = true;
        for (int i = 0; i < p->outer; i++) first = first && !(p->summed[i] && now.at[i]);
        product_run_prepared(prepared, first ? TILE_FROM_ZERO : TILE_FROM_C,
                             a + bp_distance(&now, p->a.outer, 0, p->outer), b + bp_distance(&now, p->b.outer, 0, p->outer),
                             c + bp_distance(&now, p->c.outer, 0, p->outer), NULL, workspace, NULL);
    } while (bp_next(&now, p->extent, 0, p->outer));
}

/* Lists */

/* A step as a whole, or one of its shares. */
static void run_share(const bp_engine *engine, const bp_step *step, int member, int share, int shares) {
    if (step->operation == BP_PRODUCT) {
        run_product(engine, &step->as.product, member, share, shares);
        return;
    }
    const bp_block *block = &step->as.block;
    const bool by_columns = block->columns && shares > 1;
    const int64_t all = by_columns ? block->columns : block->rows, begin = bp_part(all, share, shares),
                  end = bp_part(all, share + 1, shares);
    if (by_columns)
        run_columns(engine, block, begin, end);
    else
        run_block(engine, block, engine->tile[member], begin, end);
}

void bp_run_step(const bp_engine *engine, const bp_step *step) { run_share(engine, step, 0, 0, 1); }

static void run_task(const bp_task *task, int share, int shares) { task->share(task->context, share, shares); }

struct run {
    const bp_engine *engine;
    const bp_list *list;
    const bp_task *before, *behind;
    const bp_task *task; /* the one that is open, or NULL */
    int64_t done;        /* the step that is open, and all before it */
};

/* Whether its shares are still to be done: what is not worth the threads is done at once. */
static bool open_task(struct run *run, const bp_task **next) {
    const bp_task *task = *next;
    *next = NULL;
    if (!task) return false;
    if (task->begin) task->begin(task->context);
    if (task->shared) run->task = task;
    else run_task(task, 0, 1);
    return task->shared;
}

/* What is not shared is done at once by whoever opens the step after it: what that needs is in his cache most likely. */
static int open_step(void *context, int member) {
    struct run *run = context;
    const int shares = run->engine->threads;
    run->task = NULL;
    if (open_task(run, &run->before)) return shares;
    while (run->done < run->list->count) {
        const bp_step *step = &run->list->steps[run->done++];
        if (step->shared) return shares;
        run_share(run->engine, step, member, 0, 1);
    }
    return open_task(run, &run->behind) ? shares : 0;
}

static void share_step(void *context, int share, int member) {
    const struct run *run = context;
    const int shares = run->engine->threads;
    if (run->task) run_task(run->task, share, shares);
    else run_share(run->engine, &run->list->steps[run->done - 1], member, share, shares);
}

void bp_run_shared(const bp_engine *engine, const bp_list *list, int threads, const bp_task *before,
                   const bp_task *behind) {
    static const struct team_work WORK = {open_step, share_step};
    team_run(engine->team, threads, &WORK, &(struct run){engine, list, before, behind, NULL, 0});
}

void bp_run_list(const bp_engine *engine, const bp_list *list, int threads) {
    if (threads > 1)
        bp_run_shared(engine, list, threads, NULL, NULL);
    else
        bp_run_calls(engine, list);
}
