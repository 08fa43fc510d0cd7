/* Updates of parameters while their gradient is in the cache: strip by strip of the product that computes it. What they
 * read is fetched while the product runs, so that they wait for memory no more. */
#include "panels.h"
#include "program.h"

/* Gradients of fewer elements stay in the cache anyway. Wider ones than `COLUMNS` are computed in blocks whose rows lie far
 * apart: their updates are quicker in one pass. */
enum { LEAST = 1 << 14 };

/* Memory that something reads or writes. */
struct span {
    const char *begin, *end;
};

static bool meet(struct span a, struct span b) { return a.begin < b.end && b.begin < a.end; }

static struct span part(const char *base, int64_t first, int64_t count, int64_t itemsize) {
    return (struct span){base + first * itemsize, base + (first + count) * itemsize};
}

/* Rows and columns with these strides, in elements, and outer axes. */
static struct span of_matrix(const bp_product *p, const bp_matrix *m, size_t rows, ptrdiff_t row, size_t columns,
                             ptrdiff_t column, int64_t itemsize) {
    int64_t bytes = ((int64_t)(rows - 1) * row + (int64_t)(columns - 1) * column + 1) * itemsize;
    for (int i = 0; i < p->outer; i++) bytes += (p->extent[i] - 1) * m->outer[i];
    return (struct span){m->base, m->base + bytes};
}

static bool product_reads(const bp_product *p, struct span span, int64_t itemsize) {
    const struct product *s = &p->shape;
    const int64_t biases = (int64_t)(s->start == TILE_FROM_ROWS ? s->rows : s->columns);
    return meet(span, of_matrix(p, &p->a, s->rows, s->a_row, s->depth, s->a_step, itemsize)) ||
           meet(span, of_matrix(p, &p->b, s->depth, s->b_step, s->columns, s->b_column, itemsize)) ||
           (p->bias && meet(span, part(p->bias, 0, biases, itemsize)));
}

static bool product_writes(const bp_product *p, struct span span, int64_t itemsize) {
    const struct product *s = &p->shape;
    return meet(span, of_matrix(p, &p->c, s->rows, s->c_row, s->columns, s->c_column, itemsize));
}

static bool instruction_meets(const bp_instruction *in, struct span span, int64_t itemsize) {
    bool found = false;
    for (int o = 0; o < in->operands; o++) {
        const bp_place *place = &in->place[o];
        int64_t last = 0;
        for (int i = 0; i < (o ? in->loops : in->kept); i++) last += (in->extent[i] - 1) * in->stride[o][i];
        found = found || (!place->in_tile && meet(span, part(place->base, 0, last + 1, itemsize)));
    }
    return found;
}

/* Whether a step reads or writes any of it. */
static bool meets(const bp_step *step, struct span span, int64_t itemsize) {
    if (step->operation == BP_PRODUCT)
        return product_reads(&step->as.product, span, itemsize) || product_writes(&step->as.product, span, itemsize);
    bool found = false;
    for (int64_t i = 0; i < step->as.block.count; i++)
        found = found || instruction_meets(&step->as.block.instructions[i], span, itemsize);
    return found;
}

/* Whether a product is the gradient of whole rows of parameters, which neither it nor a step behind it needs. */
static bool learns(const bp_engine *engine, const bp_list *list, int64_t at) {
    const bp_training *t = &engine->training;
    const bp_product *p = &list->steps[at].as.product;
    const int64_t itemsize = engine->itemsize, count = (int64_t)(p->shape.rows * p->shape.columns);
    const struct prepared *prepared = p->prepared;
    if (list->steps[at].operation != BP_PRODUCT || p->outer || p->shape.c_column != 1 ||
        p->shape.c_row != (ptrdiff_t)p->shape.columns || count < LEAST || p->shape.columns > COLUMNS || prepared->turned || prepared->aside ||
        prepared->single || p->c.base < t->gradient || p->c.base >= t->gradient + t->gradients * itemsize)
        return false;
    const int64_t first = (p->c.base - t->gradient) / itemsize;
    if (first + count > t->gradients) return false; /* arrays of the caller that overlap */
    const struct span gradient = part(t->gradient, first, count, itemsize),
                      parameters = part(t->optimiser.w, first, count, itemsize);
    bool needed = product_reads(p, parameters, itemsize);
    for (int64_t i = at + 1; i < list->count && !needed; i++)
        needed = meets(&list->steps[i], gradient, itemsize) || meets(&list->steps[i], parameters, itemsize);
    return !needed;
}

/* What is left of all parameters without those from `begin` to `end`. */
static void leave_out(bp_list *list, int64_t begin, int64_t end) {
    for (int64_t i = list->ranges - 1; i >= 0; i--) {
        bp_range *range = &list->range[i];
        if (begin < range->begin || end > range->end) continue;
        for (int64_t j = list->ranges++; j > i; j--) list->range[j] = list->range[j - 1];
        range[0].end = range[1].begin = begin;
        range[1].begin = end;
    }
    list->behind -= end - begin;
}

static bool find(bp_engine *engine, bp_list *list) {
    const bp_training *t = &engine->training;
    if (!(list->range = bp_keep(engine, list->count + 1, (int64_t)sizeof *list->range))) return false;
    list->range[0] = (bp_range){0, t->gradients};
    list->ranges = 1;
    list->behind = t->gradients;
    /* A gradient that is too long is shortened when all of it is there. */
    if (!t->optimiser.step || t->clip == t->clip) return true;
    for (int64_t i = 0; i < list->count; i++)
        if (learns(engine, list, i)) {
            bp_product *p = &list->steps[i].as.product;
            p->learns = true;
            p->first = (p->c.base - t->gradient) / engine->itemsize;
            leave_out(list, p->first, p->first + (int64_t)(p->shape.rows * p->shape.columns));
        }
    return true;
}

bool bp_find_updates(bp_engine *engine) {
    const bp_training *t = &engine->training;
    for (int64_t i = 0; t->present && i < t->lengths; i++) {
        bp_list *list = &engine->list[t->list[i]];
        if (!list->range && !find(engine, list)) return false;
    }
    return true;
}

static int64_t first_of(const bp_learning *learning, const struct product_area *area) {
    return learning->first + (int64_t)area->row * learning->row + (int64_t)area->column;
}

static void update_area(void *context, const struct product_area *area) {
    const bp_learning *learning = context;
    struct product_area row = *area;
    for (size_t i = 0; i < area->rows; i++, row.row++) {
        bp_update(learning->engine, first_of(learning, &row), (int64_t)area->columns, row.c);
        row.c += area->c_row * (ptrdiff_t)learning->engine->itemsize;
    }
}

struct product_watch bp_learning_watch(bp_learning *learning) {
    const bp_training *t = &learning->engine->training;
    struct product_watch watch = {update_area, learning, t->kept, {t->optimiser.w, t->optimiser.m, t->optimiser.v}};
    for (int i = 0; i < PRODUCT_BESIDE; i++)
        if (watch.beside[i]) watch.beside[i] += learning->first * learning->engine->itemsize;
    return watch;
}
