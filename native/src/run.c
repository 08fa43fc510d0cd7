/* One pass over a list: nothing is checked and nothing is allocated here. */
#include <string.h>

#include "program.h"

typedef struct {
    const bp_engine *engine;
    const bp_block *block;
    char *tile;
    int64_t begin, count; /* the rows of the tile */
} tile_run;

static inline char *place_of(const tile_run *run, const bp_place *place) {
    return place->in_tile ? run->tile + place->offset : place->base + run->begin * place->row;
}

/* Where loops stand. */
typedef struct {
    int64_t at[BP_LOOPS];
} position;

/* The next turn of loops [from, to), and how far that is in elements of an operand; false behind the last one. */
static bool next(position *now, const int64_t *extent, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
        if (++now->at[i] < extent[i]) return true;
        now->at[i] = 0;
    }
    return false;
}

static int64_t distance(const position *now, const int64_t *stride, int from, int to) {
    int64_t found = 0;
    for (int i = from; i < to; i++) found += now->at[i] * stride[i];
    return found;
}

static void copy_strided(char *to, const char *from, int64_t stride, int64_t count, int64_t itemsize) {
    if (itemsize == 4)
        for (int64_t i = 0; i < count; i++) memcpy(to + 4 * i, from + 4 * i * stride, 4);
    else
        for (int64_t i = 0; i < count; i++) memcpy(to + 8 * i, from + 8 * i * stride, 8);
}

/* The next elements of an operand in the order of its loops [from, to), one behind the other. */
static void gather(char *strip, const char *base, const int64_t *extent, const int64_t *stride, int from, int to,
                   position *now, int64_t count, int64_t itemsize) {
    const int inner = to - 1;
    while (count) {
        const char *start = base + distance(now, stride, from, to) * itemsize;
        int64_t run = extent[inner] - now->at[inner];
        if (run > count) run = count;
        copy_strided(strip, start, stride[inner], run, itemsize);
        strip += run * itemsize;
        count -= run;
        now->at[inner] += run - 1;
        (void)next(now, extent, from, to);
    }
}

/* The same for whole rows of two loops: what small networks broadcast. */
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

/* Maps */

static void map_whole(const tile_run *run, const bp_instruction *in) {
    const int64_t itemsize = run->engine->itemsize, total = run->count * in->count;
    _Alignas(64) char strips[BP_OPERANDS - 1][BP_STRIP * 8 + SPREAD_ROOM];
    const void *operands[BP_OPERANDS - 1] = {0};
    ptrdiff_t steps[BP_OPERANDS - 1] = {0};
    position now[BP_OPERANDS - 1];
    bool gathers = false;
    char *out = place_of(run, &in->place[0]);
    for (int o = 1; o < in->operands; o++) {
        operands[o - 1] = in->gathered[o] ? (void *)strips[o - 1] : place_of(run, &in->place[o]);
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
                gather_rows(run->engine, strips[o - 1], place_of(run, &in->place[o]) + row * in->stride[o][0] * itemsize,
                            count / in->extent[1], in->extent[1], in->stride[o]);
            } else if (in->gathered[o])
                gather(strips[o - 1], place_of(run, &in->place[o]), in->extent, in->stride[o], 0, in->loops,
                       &now[o - 1], count, itemsize);
            else if (done && steps[o - 1])
                operands[o - 1] = (const char *)operands[o - 1] + most * itemsize;
        }
        in->map(operands, steps, out + done * itemsize, (size_t)count);
    }
}

static void map_rows(const tile_run *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int inner = in->loops - 1;
    const void *operands[BP_OPERANDS - 1] = {0};
    ptrdiff_t steps[BP_OPERANDS - 1] = {0};
    char *base[BP_OPERANDS];
    for (int o = 0; o < in->operands; o++) base[o] = place_of(run, &in->place[o]);
    for (int o = 1; o < in->operands; o++) steps[o - 1] = in->stride[o][inner];
    position now = {{0}};
    do {
        for (int o = 1; o < in->operands; o++)
            operands[o - 1] = base[o] + distance(&now, in->stride[o], 0, inner) * itemsize;
        in->map(operands, steps, base[0] + distance(&now, in->stride[0], 0, inner) * itemsize, (size_t)extent[inner]);
    } while (next(&now, extent, 0, inner));
}

/* Folds */

/* Row by row along the only folded loop. */
static void fold_along(const tile_run *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int inner = in->kept - 1;
    char *out = place_of(run, &in->place[0]), *from = place_of(run, &in->place[1]);
    const size_t columns = in->loops > in->kept ? (size_t)extent[in->kept] : 1;
    if (inner < 0) {
        in->fold(from, 0, 1, columns, out);
        return;
    }
    position now = {{0}};
    do {
        in->fold(from + distance(&now, in->stride[1], 0, inner) * itemsize, in->stride[1][inner],
                 (size_t)extent[inner], columns, out);
        out += extent[inner] * itemsize;
    } while (next(&now, extent, 0, inner));
}

/* A row of results at once, along the only folded loop. */
static void fold_down(const tile_run *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int inner = in->kept - 1;
    char *out = place_of(run, &in->place[0]), *from = place_of(run, &in->place[1]);
    position now = {{0}};
    do {
        in->fold_down(from + distance(&now, in->stride[1], 0, inner) * itemsize, in->stride[1][in->kept],
                      (size_t)extent[in->kept], (size_t)extent[inner], out);
        out += extent[inner] * itemsize;
    } while (next(&now, extent, 0, inner));
}

/* The same along several loops: what is folded comes one vector after another. */
static void fold_across(const tile_run *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int inner = in->kept - 1;
    char *out = place_of(run, &in->place[0]), *from = place_of(run, &in->place[1]);
    position kept = {{0}};
    do {
        const char *start = from + distance(&kept, in->stride[1], 0, inner) * itemsize;
        memcpy(out, start, (size_t)(extent[inner] * itemsize));
        position now = {{0}};
        while (next(&now, extent, in->kept, in->loops)) {
            const void *operands[] = {out, start + distance(&now, in->stride[1], in->kept, in->loops) * itemsize, NULL};
            const ptrdiff_t steps[] = {1, 1, 0};
            in->map(operands, steps, out, (size_t)extent[inner]);
        }
        out += extent[inner] * itemsize;
    } while (next(&kept, extent, 0, inner));
}

/* Any strides: what is folded is gathered. */
static void fold_gathered(const tile_run *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    char *out = place_of(run, &in->place[0]), *from = place_of(run, &in->place[1]);
    _Alignas(64) char strip[BP_STRIP * 8], part[8];
    int64_t folded = 1;
    for (int i = in->kept; i < in->loops; i++) folded *= extent[i];
    position kept = {{0}};
    do {
        const char *start = from + distance(&kept, in->stride[1], 0, in->kept) * itemsize;
        position now = {{0}};
        for (int64_t done = 0; done < folded; done += BP_STRIP) {
            const int64_t count = folded - done < BP_STRIP ? folded - done : BP_STRIP;
            gather(strip, start, extent, in->stride[1], in->kept, in->loops, &now, count, itemsize);
            in->fold(strip, 0, 1, (size_t)count, done ? part : out);
            const void *operands[] = {out, part, NULL};
            const ptrdiff_t steps[] = {1, 1, 0};
            if (done) in->map(operands, steps, out, 1);
        }
        out += itemsize;
    } while (next(&kept, extent, 0, in->kept));
}

static void fold(const tile_run *run, const bp_instruction *in, const int64_t *extent) {
    const int inner = in->kept - 1, folded = in->loops - in->kept;
    if (folded == 0 || (folded == 1 && in->stride[1][in->kept] == 1))
        fold_along(run, in, extent);
    else if (inner >= 0 && in->stride[1][inner] == 1 && folded == 1)
        fold_down(run, in, extent);
    else if (inner >= 0 && in->stride[1][inner] == 1 && extent[inner] >= 4)
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

static void locate(const tile_run *run, const bp_instruction *in, const int64_t *extent) {
    const int64_t itemsize = run->engine->itemsize;
    const int along = in->loops - 1;
    char *out = place_of(run, &in->place[0]), *from = place_of(run, &in->place[1]);
    const float single = 1.0f;
    const double full = 1.0;
    position now = {{0}};
    memset(out, 0, (size_t)(run->count * in->count * itemsize));
    do {
        const char *start = from + distance(&now, in->stride[1], 0, along) * itemsize;
        const bool smallest = in->function == FOLD_min;
        const int64_t at = itemsize == 4 ? locate_float(start, in->stride[1][along], extent[along], smallest)
                                         : locate_double(start, in->stride[1][along], extent[along], smallest);
        const int64_t to = distance(&now, in->stride[0], 0, along) + at * in->stride[0][along];
        memcpy(out + to * itemsize, itemsize == 4 ? (const void *)&single : (const void *)&full, (size_t)itemsize);
    } while (next(&now, extent, 0, along));
}

/* Blocks */

static void run_instruction(const tile_run *run, const bp_instruction *in) {
    if (in->kind == BP_MAP && in->whole) {
        map_whole(run, in);
        return;
    }
    int64_t extent[BP_LOOPS];
    memcpy(extent, in->extent, sizeof extent);
    if (run->block->rows > 1) extent[0] = run->count;
    if (in->kind == BP_MAP)
        map_rows(run, in, extent);
    else if (in->kind == BP_FOLD)
        fold(run, in, extent);
    else
        locate(run, in, extent);
}

void bp_run_instruction(const bp_engine *engine, const bp_block *block, const bp_instruction *in) {
    const tile_run run = {engine, block, engine->tile[0], 0, block->rows};
    run_instruction(&run, in);
}

static void run_block(const bp_engine *engine, const bp_block *block, char *tile, int64_t begin, int64_t end) {
    tile_run run = {engine, block, tile, begin, 0};
    for (; run.begin < end; run.begin += block->tile) {
        run.count = end - run.begin < block->tile ? end - run.begin : block->tile;
        for (int64_t i = 0; i < block->count; i++) run_instruction(&run, &block->instructions[i]);
    }
}

/* Products */

/* All of it, or the part of a member. */
static void run_product(const bp_engine *engine, const bp_product *p, int member, int members) {
    const ptrdiff_t itemsize = (ptrdiff_t)engine->itemsize;
    const struct prepared *prepared = &p->prepared[members > 1 ? 1 + member : 0];
    const char *a = p->a.base, *b = p->b.base;
    char *c = p->c.base, *workspace = engine->workspace[member];
    if (members > 1) {
        const struct product *shape = &p->shape;
        const int64_t rows = (int64_t)(p->by_columns ? shape->columns : shape->rows);
        const ptrdiff_t begin = (ptrdiff_t)bp_part(rows, member, members);
        if (begin == bp_part(rows, member + 1, members)) return;
        c += begin * (p->by_columns ? shape->c_column : shape->c_row) * itemsize;
        *(p->by_columns ? &b : &a) += begin * (p->by_columns ? shape->b_column : shape->a_row) * itemsize;
    }
    if (!p->outer) {
        product_run_prepared(prepared, TILE_FROM_ZERO, a, b, c, NULL, workspace, NULL, NULL);
        return;
    }
    position now = {{0}};
    do {
        bool first = true;
        for (int i = 0; i < p->outer; i++) first = first && !(p->summed[i] && now.at[i]);
        product_run_prepared(prepared, first ? TILE_FROM_ZERO : TILE_FROM_C,
                             a + distance(&now, p->a.outer, 0, p->outer), b + distance(&now, p->b.outer, 0, p->outer),
                             c + distance(&now, p->c.outer, 0, p->outer), NULL, workspace, NULL, NULL);
    } while (next(&now, p->extent, 0, p->outer));
}

/* Lists */

static void run_part(const bp_engine *engine, const bp_step *step, int member, int members) {
    if (step->operation == BP_PRODUCT) {
        run_product(engine, &step->as.product, member, members);
        return;
    }
    const int64_t rows = step->as.block.rows;
    run_block(engine, &step->as.block, engine->tile[member], bp_part(rows, member, members),
              bp_part(rows, member + 1, members));
}

struct run {
    const bp_engine *engine;
    const bp_list *list;
    int members;
};

/* Who runs a step reads what others wrote in the one before: between the two all wait for each other, unless one member
   runs both. */
static void run_together(void *context, struct team *team, int member) {
    const struct run *run = context;
    bool shared = false;
    for (int64_t i = 0; i < run->list->count; i++) {
        const bp_step *step = &run->list->steps[i];
        if (shared || step->shared) team_barrier(team);
        shared = step->shared;
        if (shared)
            run_part(run->engine, step, member, run->members);
        else if (member == 0)
            run_part(run->engine, step, 0, 1);
    }
}

void bp_run_list(bp_engine *engine, const bp_list *list) {
    if (engine->team && list->shared) {
        struct run run = {engine, list, engine->threads};
        if (team_run(engine->team, engine->threads, run_together, &run) == 0) return;
    }
    bp_run_calls(engine, list);
}

void bp_run_step(const bp_engine *engine, const bp_step *step) { run_part(engine, step, 0, 1); }

struct sharing {
    void (*work)(void *context, int64_t begin, int64_t end);
    void *context;
    int64_t count;
    int members;
};

static void share_part(void *context, struct team *team, int member) {
    (void)team;
    const struct sharing *s = context;
    const int64_t begin = bp_part(s->count, member, s->members), end = bp_part(s->count, member + 1, s->members);
    if (begin < end) s->work(s->context, begin, end);
}

void bp_share(bp_engine *engine, int64_t count, void (*work)(void *, int64_t, int64_t), void *context) {
    struct sharing s = {work, context, count, engine->threads};
    if (!engine->team || count < BP_WORTH || team_run(engine->team, engine->threads, share_part, &s) != 0)
        work(context, 0, count);
}
