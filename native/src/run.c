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

/* Products */

/* All of it, or one of its shares. */
static void run_product(const bp_engine *engine, const bp_product *p, int member, int share, int shares) {
    const ptrdiff_t itemsize = (ptrdiff_t)engine->itemsize;
    const struct prepared *prepared = &p->prepared[shares > 1 ? 1 + share : 0];
    const char *a = p->a.base, *b = p->b.base, *bias = p->bias;
    char *c = p->c.base, *workspace = engine->workspace[member];
    if (shares > 1) {
        const struct product *shape = &p->shape;
        const ptrdiff_t begin = (ptrdiff_t)bp_part((int64_t)(p->by_columns ? shape->columns : shape->rows), share, shares);
        c += begin * (p->by_columns ? shape->c_column : shape->c_row) * itemsize;
        if (bias && p->by_columns == (shape->start == TILE_FROM_BIAS)) bias += begin * itemsize;
        *(p->by_columns ? &b : &a) += begin * (p->by_columns ? shape->b_column : shape->a_row) * itemsize;
    }
    if (!p->outer) {
        product_run_prepared(prepared, p->shape.start, a, b, c, bias, workspace, NULL, NULL);
        return;
    }
    bp_position now = {{0}};
    do {
        bool first = true;
        for (int i = 0; i < p->outer; i++) first = first && !(p->summed[i] && now.at[i]);
        product_run_prepared(prepared, first ? TILE_FROM_ZERO : TILE_FROM_C,
                             a + bp_distance(&now, p->a.outer, 0, p->outer), b + bp_distance(&now, p->b.outer, 0, p->outer),
                             c + bp_distance(&now, p->c.outer, 0, p->outer), NULL, workspace, NULL, NULL);
    } while (bp_next(&now, p->extent, 0, p->outer));
}

/* Lists */

/* A step as a whole, or one of its shares. */
static void run_share(const bp_engine *engine, const bp_step *step, int member, int share, int shares) {
    if (step->operation == BP_PRODUCT) {
        run_product(engine, &step->as.product, member, share, shares);
        return;
    }
    const int64_t rows = step->as.block.rows;
    run_block(engine, &step->as.block, engine->tile[member], bp_part(rows, share, shares),
              bp_part(rows, share + 1, shares));
}

void bp_run_step(const bp_engine *engine, const bp_step *step) { run_share(engine, step, 0, 0, 1); }

struct run {
    const bp_engine *engine;
    const bp_list *list;
    int64_t behind; /* the step that is open, and all before it */
};

/* What is not shared is done at once by whoever opens the step after it: what that needs is in his cache most likely. */
static int open_step(void *context, int member) {
    struct run *run = context;
    while (run->behind < run->list->count) {
        const bp_step *step = &run->list->steps[run->behind++];
        if (step->shared) return run->engine->threads;
        run_share(run->engine, step, member, 0, 1);
    }
    return 0;
}

static void share_step(void *context, int share, int member) {
    const struct run *run = context;
    run_share(run->engine, &run->list->steps[run->behind - 1], member, share, run->engine->threads);
}

void bp_run_list(const bp_engine *engine, const bp_list *list, int threads) {
    static const struct team_work WORK = {open_step, share_step};
    if (threads > 1)
        team_run(engine->team, threads, &WORK, &(struct run){engine, list, 0});
    else
        bp_run_calls(engine, list);
}

struct sharing {
    void (*work)(void *context, int64_t begin, int64_t end);
    void *context;
    int64_t count;
    int shares;
    bool opened;
};

static int open_sharing(void *context, int member) {
    (void)member;
    struct sharing *s = context;
    const int shares = s->opened ? 0 : s->shares;
    s->opened = true;
    return shares;
}

static void share_count(void *context, int share, int member) {
    (void)member;
    const struct sharing *s = context;
    const int64_t begin = bp_part(s->count, share, s->shares), end = bp_part(s->count, share + 1, s->shares);
    if (begin < end) s->work(s->context, begin, end);
}

void bp_share(const bp_engine *engine, int threads, int64_t count, void (*work)(void *, int64_t, int64_t),
              void *context) {
    static const struct team_work WORK = {open_sharing, share_count};
    if (threads > 1 && count >= BP_WORTH)
        team_run(engine->team, threads, &WORK, &(struct sharing){work, context, count, engine->threads, false});
    else
        work(context, 0, count);
}
