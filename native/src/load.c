/* Programs are checked once, on load: after that every operand is known to lie within its buffer. */
#include "load.h"

#include <stdlib.h>
#include <string.h>

enum { TILE_BYTES = 24 * 1024, WORTH = 30 * 1000, WORTH_ALL = 1000 * 1000, WORTH_OF_BLOCKS = 4 };
static const int64_t MOST = INT64_C(1) << 48; /* of extents, strides, elements: products of two are checked */

static bool refuse(struct loading *l, const char *what, int64_t found) {
    if (l->status == BP_DONE) {
        l->status = BP_REFUSED;
        bp_say(l->message, l->room, "%s: %lld, at word %lld", what, (long long)found, (long long)l->at);
    }
    return false;
}

static bool no_memory(struct loading *l, int64_t elements) {
    if (l->status == BP_DONE) {
        l->status = BP_NO_MEMORY;
        bp_say(l->message, l->room, "there is no memory for %lld elements", (long long)elements);
    }
    return false;
}

static bool word(struct loading *l, int64_t *value) {
    if (l->at >= l->end) return refuse(l, "the program ends too early", l->words);
    *value = l->program[l->at++];
    return true;
}

/* A word from `least` to `most`. */
static bool number(struct loading *l, const char *what, int64_t least, int64_t most, int64_t *value) {
    if (!word(l, value)) return false;
    return (*value >= least && *value <= most) || refuse(l, what, *value);
}

static bool real(struct loading *l, double *value) {
    int64_t bits;
    if (!word(l, &bits)) return false;
    memcpy(value, &bits, sizeof bits);
    return true;
}

static void *kept(struct loading *l, int64_t count, size_t size) {
    void *found = bp_keep(l->engine, count ? count : 1, (int64_t)size);
    if (!found) no_memory(l, count);
    return found;
}

/* Buffers */

static bool read_buffers(struct loading *l) {
    bp_engine *e = l->engine;
    if (!(e->buffer = kept(l, e->buffers, sizeof *e->buffer))) return false;
    int64_t given = 0;
    for (int64_t i = 0; i < e->buffers; i++) {
        bp_buffer *b = &e->buffer[i];
        int64_t bytes;
        b->block = -1;
        if (!number(l, "there is no such kind of buffer", 0, BP_KINDS - 1, &b->kind) ||
            !number(l, "a buffer can't have so many elements", 0, MOST, &b->elements))
            return false;
        if (!bp_times(b->elements, e->itemsize, &bytes)) return refuse(l, "a buffer is too large", b->elements);
        if (b->kind == BP_GIVEN || b->kind == BP_LENT) {
            if (given >= l->count) return refuse(l, "there are fewer arrays than the program has", l->count);
            const bp_array *array = &l->arrays[given++];
            if (array->itemsize != e->itemsize)
                return refuse(l, "the bytes of an element of an array are not those of the program", array->itemsize);
            if (array->elements != b->elements)
                return refuse(l, "an array does not have the elements of its buffer", array->elements);
            if (!array->data && b->elements) return refuse(l, "an array is not there", given - 1);
            if ((uintptr_t)array->data % (uintptr_t)e->itemsize)
                return refuse(l, "an array does not begin at a whole element", given - 1);
            if (b->kind == BP_LENT && !array->writable) return refuse(l, "an array can't be written", given - 1);
            b->data = array->data;
        } else if (b->kind == BP_OWN && !(b->data = kept(l, b->elements, (size_t)e->itemsize)))
            return false;
    }
    return given == l->count || refuse(l, "there are more arrays than the program has", l->count);
}

static bool buffer_at(struct loading *l, int64_t *found) {
    return number(l, "there is no such buffer", 0, l->engine->buffers - 1, found);
}

/* A whole buffer of at least so many elements that can be written. */
static bool whole(struct loading *l, int64_t elements, bool optional, char **data) {
    int64_t at;
    if (!number(l, "there is no such buffer", optional ? -1 : 0, l->engine->buffers - 1, &at)) return false;
    *data = NULL;
    if (at < 0) return true;
    bp_buffer *b = &l->engine->buffer[at];
    if (b->kind != BP_LENT && b->kind != BP_OWN) return refuse(l, "a buffer can't be written", at);
    *data = b->data;
    return elements <= b->elements || refuse(l, "a buffer is too small", b->elements);
}

/* Operands */

/* Whether the last element, `offset` and (extent - 1) * stride for each loop, is one of the buffer's. */
static bool inside(struct loading *l, int64_t offset, const int64_t *extent, const int64_t *stride, int64_t loops,
                   int64_t elements) {
    int64_t last = offset;
    bool fits = offset >= 0;
    for (int64_t i = 0; i < loops; i++) {
        int64_t way;
        fits = fits && bp_times(extent[i] - 1, stride[i], &way) && bp_plus(last, way, &last);
    }
    return (fits && last < elements) || refuse(l, "an operand lies outside of its buffer", offset);
}

static bool literal(struct loading *l, int64_t bits, char **base) {
    double value;
    memcpy(&value, &bits, sizeof value);
    if (!(*base = kept(l, 1, sizeof value))) return false;
    if (l->engine->itemsize == 4) {
        float narrow = (float)value;
        memcpy(*base, &narrow, sizeof narrow);
    } else
        memcpy(*base, &value, sizeof value);
    return true;
}

/* Where a row buffer lies in the tile of a block: its elements for each row, behind those that came before it. */
static bool in_tile(struct loading *l, bp_buffer *b, struct tile_plan *plan) {
    if (b->block != plan->block) {
        b->block = plan->block;
        b->at = plan->elements;
        if (!bp_plus(plan->elements, b->elements, &plan->elements) || plan->elements > MOST)
            return refuse(l, "the rows of a block are too long", b->elements);
    }
    return true;
}

/* An operand of a block: its place, and a stride for the rows and for each axis. */
static bool operand(struct loading *l, bp_instruction *in, int which, int64_t loops, struct tile_plan *plan) {
    bp_engine *e = l->engine;
    int64_t at, offset, *stride = in->stride[which];
    if (!number(l, "there is no such buffer", -1, e->buffers - 1, &at) || !word(l, &offset)) return false;
    for (int64_t i = 0; i < loops; i++)
        if (!number(l, "a stride is impossible", 0, MOST, &stride[i])) return false;
    bp_place *place = &in->place[which];
    if (at < 0) {
        for (int64_t i = 0; i < loops; i++)
            if (stride[i]) return refuse(l, "a number has no strides", stride[i]);
        return which ? literal(l, offset, &place->base) : refuse(l, "a number can't be written", at);
    }
    bp_buffer *b = &e->buffer[at];
    if (which == 0 && b->kind == BP_GIVEN) return refuse(l, "a buffer can't be written", at);
    if (b->kind != BP_ROW) {
        if (!inside(l, offset, in->extent, stride, loops, b->elements)) return false;
        place->base = b->data + offset * e->itemsize;
        place->row = stride[0] * e->itemsize;
        return true;
    }
    if (in->extent[0] > 1 && stride[0] != b->elements) return refuse(l, "a row has another length", stride[0]);
    if (!inside(l, offset, in->extent + 1, stride + 1, loops - 1, b->elements) || !in_tile(l, b, plan)) return false;
    place->in_tile = true;
    place->before = b->at;
    place->offset = offset;
    return true;
}

/* Instructions */

/* Loops that lie in memory as one loop become one, those of one element vanish; how many loops there are then. */
static int merged(bp_instruction *in, int from, int to) {
    int end = from;
    for (int i = from; i < to; i++) {
        if (in->extent[i] == 1) continue;
        bool joins = end > from;
        for (int o = 0; joins && o < in->operands; o++)
            joins = in->stride[o][end - 1] == in->extent[i] * in->stride[o][i];
        int into = joins ? end - 1 : end++;
        in->extent[into] = joins ? in->extent[into] * in->extent[i] : in->extent[i];
        for (int o = 0; o < in->operands; o++) in->stride[o][into] = in->stride[o][i];
    }
    return end;
}

/* Whether an operand's elements lie one behind the other, loop by loop. */
static bool contiguous(const bp_instruction *in, int which, int loops) {
    int64_t expected = 1;
    for (int i = loops - 1; i >= 0; i--) {
        if (in->stride[which][i] != expected) return false;
        expected *= in->extent[i];
    }
    return true;
}

/* The loops of the result with the longest strides first: a search has the loop along which it goes behind the others. */
static void by_strides(bp_instruction *in, int loops) {
    for (int i = 1; i < loops; i++)
        for (int j = i; j > 0 && in->stride[0][j] > in->stride[0][j - 1]; j--) {
            const int64_t stride = in->stride[0][j], extent = in->extent[j];
            in->stride[0][j] = in->stride[0][j - 1], in->extent[j] = in->extent[j - 1];
            in->stride[0][j - 1] = stride, in->extent[j - 1] = extent;
        }
}

static bool constant(const bp_instruction *in, int which) {
    for (int i = 0; i < in->loops; i++)
        if (in->stride[which][i]) return false;
    return true;
}

/* What runs for ever is no use either: the operations of a list are counted, as far as numbers go. */
static void count_work(struct loading *l, int64_t operations) {
    if (!bp_plus(l->engine->work, operations, &l->engine->work)) l->engine->work = INT64_MAX;
}

static bool size_of(struct loading *l, const int64_t *extent, int64_t count, int64_t *result) {
    *result = 1;
    for (int64_t i = 0; i < count; i++)
        if (!bp_times(*result, extent[i], result) || *result > MOST)
            return refuse(l, "an operation is too large", extent[i]);
    return true;
}

/* How a map is run: as one loop, where operands lie as the result does or are one number, or are gathered first. */
static void shape_map(bp_instruction *in) {
    bool strange = false, vectors = in->loops && in->extent[in->loops - 1] >= BP_WIDE;
    for (int o = 1; o < in->operands; o++) {
        int64_t last = in->loops ? in->stride[o][in->loops - 1] : 0;
        in->gathered[o] = !constant(in, o) && !contiguous(in, o, in->loops);
        strange = strange || in->gathered[o];
        vectors = vectors && last <= 1;
    }
    in->whole = !strange || !vectors;
}

/* The folded loops follow the kept ones, wherever these end. */
static void shape_fold(bp_instruction *in, int first, int kept_loops, int folded) {
    bp_instruction before = *in;
    in->kept = merged(in, first, kept_loops);
    for (int i = 0; i < folded; i++) {
        in->extent[in->kept + i] = before.extent[kept_loops + i];
        for (int o = 0; o < in->operands; o++) in->stride[o][in->kept + i] = before.stride[o][kept_loops + i];
    }
    for (int i = 0; i < folded; i++) in->stride[0][in->kept + i] = 0;
    /* The result has no folded loops: where it has no stride, loops may join by those of what is folded. */
    in->operands = 1;
    memcpy(before.stride[0], in->stride[0], sizeof before.stride[0]);
    memcpy(in->stride[0], in->stride[1], sizeof in->stride[0]);
    in->loops = merged(in, in->kept, in->kept + folded);
    memcpy(in->stride[1], in->stride[0], sizeof in->stride[1]);
    memcpy(in->stride[0], before.stride[0], sizeof in->stride[0]);
    in->operands = 2;
}

static bool read_instruction(struct loading *l, bp_instruction *in, int64_t rows, struct tile_plan *plan) {
    bp_engine *e = l->engine;
    int64_t kind, function, kept_axes, folded = 0;
    if (!number(l, "there is no such instruction", BP_MAP, BP_LOCATE, &kind)) return false;
    int64_t most = kind == BP_MAP ? MAP_COUNT - 1 : FOLD_COUNT - 1;
    if (!number(l, "there is no such function", kind == BP_LOCATE ? FOLD_max : 0, most, &function) ||
        !number(l, "there are too many axes", kind == BP_LOCATE ? 1 : 0, BP_AXES, &kept_axes) ||
        (kind == BP_FOLD && !number(l, "there are too many axes", 0, BP_AXES, &folded)))
        return false;
    in->kind = (int)kind;
    in->function = (int)function;
    in->extent[0] = rows;
    int kept_loops = 1 + (int)kept_axes, loops = kept_loops + (int)folded;
    for (int i = 1; i < loops; i++)
        if (!number(l, "an extent is impossible", 1, MOST, &in->extent[i])) return false;
    in->operands = kind == BP_MAP ? bp_function_operands((int)function) + 1 : 2;
    int64_t all, result;
    if (!size_of(l, in->extent, loops, &all) || !size_of(l, in->extent, kept_loops, &result)) return false;
    for (int o = 0; o < in->operands; o++)
        if (!operand(l, in, o, o ? loops : kept_loops, plan)) return false;
    in->count = result / rows;
    count_work(l, all);
    plan->moved += in->count * in->operands;
    bp_instruction flat = *in;
    flat.operands = 1;
    if (kind == BP_LOCATE) by_strides(&flat, kept_loops);
    if (!contiguous(&flat, 0, merged(&flat, 0, kept_loops)))
        return refuse(l, "a result does not lie in one piece", result);
    /* The rows are a loop of their own: a tile has some of them. */
    int first = rows == 1 ? 0 : 1;
    if (kind == BP_MAP) {
        in->map = e->kernels->maps[e->number][function];
        in->loops = in->kept = merged(in, first, kept_loops);
        shape_map(in);
    } else if (kind == BP_FOLD) {
        in->fold = e->kernels->folds[e->number][function];
        in->fold_down = e->kernels->folds_down[e->number][function];
        in->map = e->kernels->maps[e->number][bp_fold_join((int)function)];
        shape_fold(in, first, kept_loops, (int)folded);
    } else
        in->loops = in->kept = kept_loops;
    return true;
}

static bool read_block(struct loading *l, bp_block *block) {
    int64_t left = l->end - l->at, row, tile, elements;
    if (!number(l, "a block can't have so many rows", 1, MOST, &block->rows) ||
        !number(l, "a block can't have so many instructions", 0, left, &block->count) ||
        !(block->instructions = kept(l, block->count, sizeof *block->instructions)))
        return false;
    struct tile_plan plan = {.block = l->blocks++};
    for (int64_t i = 0; i < block->count; i++)
        if (!read_instruction(l, &block->instructions[i], block->rows, &plan)) return false;
    row = (plan.elements + plan.moved / 8 + 1) * l->engine->itemsize;
    tile = TILE_BYTES / row;
    tile = tile > 16 ? tile / 16 * 16 : tile < 1 ? 1 : tile;
    block->tile = tile < block->rows ? tile : block->rows;
    if (!bp_times(plan.elements, block->tile, &elements) || elements > MOST)
        return refuse(l, "a block is too large", plan.elements);
    if (elements > l->tile) l->tile = elements;
    for (int64_t i = 0; i < block->count; i++)
        for (int o = 0; o < block->instructions[i].operands; o++) {
            bp_place *place = &block->instructions[i].place[o];
            if (place->in_tile) place->offset += place->before * block->tile;
            place->offset *= l->engine->itemsize;
        }
    return true;
}

/* Products */

static bool matrix(struct loading *l, bp_matrix *m, const int64_t *extent, int64_t outer, bool written,
                   ptrdiff_t *first, ptrdiff_t *second, bp_product *p) {
    int64_t at, offset, stride[2 + BP_AXES];
    if (!buffer_at(l, &at) || !word(l, &offset)) return false;
    for (int64_t i = 0; i < 2 + outer; i++)
        if (!number(l, "a stride is impossible", 0, MOST, &stride[i])) return false;
    bp_buffer *b = &l->engine->buffer[at];
    if (b->kind == BP_ROW || (written && b->kind == BP_GIVEN)) return refuse(l, "no product has such a buffer", at);
    *first = (ptrdiff_t)stride[0];
    *second = (ptrdiff_t)stride[1];
    for (int64_t i = 0; i < outer; i++) {
        m->outer[i] = stride[2 + i] * l->engine->itemsize;
        if (written) p->summed[i] = stride[2 + i] == 0 && p->extent[i] != 1;
    }
    if (!inside(l, offset, extent, stride, 2 + outer, b->elements)) return false;
    m->base = b->data + offset * l->engine->itemsize;
    return true;
}

/* What a product begins with: the number 0, or contiguous numbers for its columns or its rows. */
static bool read_bias(struct loading *l, bp_product *p) {
    struct product *s = &p->shape;
    int64_t at, offset, stride[2];
    if (!number(l, "there is no such buffer", -1, l->engine->buffers - 1, &at) || !word(l, &offset) ||
        !number(l, "a bias is for columns or for rows", 0, 1, &stride[0]) ||
        !number(l, "a bias is for columns or for rows", 0, 1 - stride[0], &stride[1]))
        return false;
    if (at < 0) return (!offset && !stride[0] && !stride[1]) || refuse(l, "a product begins with 0 or a bias", offset);
    const bp_buffer *b = &l->engine->buffer[at];
    const int64_t extent[] = {(int64_t)s->rows, (int64_t)s->columns};
    const bool of_rows = stride[0] || (!stride[1] && s->rows == 1);
    if (b->kind == BP_ROW || p->outer) return refuse(l, "no product has such a bias", at);
    if (!of_rows && !stride[1] && s->columns != 1) return refuse(l, "a bias is for columns or for rows", 0);
    if (!inside(l, offset, extent, stride, 2, b->elements)) return false;
    p->bias = b->data + offset * l->engine->itemsize;
    s->start = of_rows ? TILE_FROM_ROWS : TILE_FROM_BIAS;
    return true;
}

static bool read_product(struct loading *l, bp_product *p) {
    int64_t outer, shape[3], all, result;
    if (!number(l, "there are too many axes", 0, BP_AXES, &outer)) return false;
    for (int i = 0; i < 3; i++)
        if (!number(l, "an extent is impossible", 1, MOST, &shape[i])) return false;
    p->outer = (int)outer;
    int64_t extent[2 + BP_AXES], every[3 + BP_AXES];
    for (int64_t i = 0; i < outer; i++) {
        if (!number(l, "an extent is impossible", 1, MOST, &p->extent[i])) return false;
        extent[2 + i] = every[3 + i] = p->extent[i];
    }
    memcpy(every, shape, sizeof shape);
    if (!size_of(l, every, 3 + outer, &all)) return false;
    count_work(l, all > MOST / 2 ? MOST : 2 * all);
    struct product *s = &p->shape;
    s->rows = (size_t)shape[0], s->columns = (size_t)shape[1], s->depth = (size_t)shape[2];
    extent[0] = shape[0], extent[1] = shape[2];
    if (!matrix(l, &p->a, extent, outer, false, &s->a_row, &s->a_step, p)) return false;
    extent[0] = shape[2], extent[1] = shape[1];
    if (!matrix(l, &p->b, extent, outer, false, &s->b_step, &s->b_column, p)) return false;
    extent[0] = shape[0], extent[1] = shape[1];
    if (!matrix(l, &p->c, extent, outer, true, &s->c_row, &s->c_column, p)) return false;
    if (!size_of(l, extent, 2, &result) || !read_bias(l, p)) return false;
    if (shape[0] == 1) s->c_row = s->c_column == 1 ? shape[1] : s->c_row;
    bool fits = s->c_column == 1 || s->c_row == 1 || shape[0] == 1 || shape[1] == 1;
    if (!fits || !product_fits(s)) return refuse(l, "a product can't be written so", s->c_row);
    return true;
}

/* Threads are worth their barriers from some ten thousand operations of a product on; one of a block takes several times as
   long. */
static bool is_worth(int64_t work, size_t rows) { return work >= WORTH && rows >= 32; }

/* The columns of a block that is one sum down the rows of an array, as gradients of biases are; 0 for another. */
static int64_t columns_of(const bp_block *block) {
    const bp_instruction *in = block->instructions;
    const bool single = block->rows == 1 && block->count == 1 && in->kind == BP_FOLD && in->kept == 1 && in->loops == 2;
    const bool lies = single && in->stride[1][0] == 1 && !in->place[0].in_tile && !in->place[1].in_tile;
    return lies ? in->extent[0] : 0;
}

/* A product as a whole, and the share of each thread. What is shared out is the longer side: the operand along the other one
   is packed anew for each share. */
static bool prepare(struct loading *l, bp_product *p, bool *shared, int64_t work) {
    const bp_engine *e = l->engine;
    p->by_columns = p->shape.rows < p->shape.columns;
    const int64_t rows = (int64_t)(p->by_columns ? p->shape.columns : p->shape.rows);
    *shared = is_worth(work, (size_t)rows);
    const int shares = *shared && e->threads > 1 ? e->threads : 0;
    if (!(p->prepared = kept(l, 1 + shares, sizeof *p->prepared))) return false;
    product_prepare(e->kernels, e->number, &p->shape, p->prepared);
    for (int i = 0; i < shares; i++)
        product_part(p->prepared, p->by_columns, (size_t)bp_part(rows, i, shares), (size_t)bp_part(rows, i + 1, shares),
                     &p->prepared[1 + i]);
    for (int i = 0; i <= shares; i++) {
        const int64_t space = (int64_t)product_space(&p->prepared[i]);
        if (space > l->workspace) l->workspace = space;
    }
    return true;
}

static bool read_list(struct loading *l, bp_list *list) {
    int64_t words, end = l->end, shared = 0;
    if (!number(l, "a list can't have so many words", 0, end - l->at - 1, &words)) return false;
    l->end = l->at + words;
    if (!number(l, "a list can't have so many operations", 0, words, &list->count) ||
        !(list->steps = kept(l, list->count, sizeof *list->steps)))
        return false;
    for (int64_t i = 0; i < list->count; i++) {
        bp_step *step = &list->steps[i];
        int64_t operation;
        if (!number(l, "there is no such operation", BP_PRODUCT, BP_BLOCK, &operation)) return false;
        step->operation = (int)operation;
        const int64_t before = l->engine->work;
        if (!(operation == BP_PRODUCT ? read_product(l, &step->as.product) : read_block(l, &step->as.block)))
            return false;
        const int64_t work = l->engine->work - before;
        if (operation == BP_BLOCK) {
            bp_block *block = &step->as.block;
            block->columns = columns_of(block);
            step->shared = is_worth(WORTH_OF_BLOCKS * work, (size_t)(block->columns ? block->columns : block->rows));
        } else if (!prepare(l, &step->as.product, &step->shared, work))
            return false;
        if (step->shared) shared += work;
    }
    pace_begin(&list->pace, shared >= WORTH_ALL ? l->engine->threads : 1);
    if (l->at != l->end) return refuse(l, "a list ends too late", l->end);
    l->end = end;
    return true;
}

/* Training */

static bool count_of(struct loading *l, int64_t *count) {
    return number(l, "there can't be so many entries", 0, l->end - l->at, count);
}

static bool read_arrays(struct loading *l, bp_training *t) {
    if (!count_of(l, &t->arrays) || !(t->gathered = kept(l, t->arrays, sizeof *t->gathered))) return false;
    int64_t written = 0;
    for (int64_t i = 0; i < t->arrays; i++) {
        int64_t from, to, width, elements, needed;
        if (!buffer_at(l, &from) || !buffer_at(l, &to) || !number(l, "a row is too wide", 0, MOST, &width)) return false;
        bp_buffer *source = &l->engine->buffer[from], *target = &l->engine->buffer[to];
        if (source->kind == BP_ROW || (from != to && target->kind != BP_LENT && target->kind != BP_OWN))
            return refuse(l, "rows can't be gathered there", to);
        if (!bp_times(t->samples, width, &elements) || !bp_times(t->batch, width, &needed) ||
            elements > source->elements || needed > target->elements)
            return refuse(l, "a buffer of data is too small", source->elements);
        if (from == to) continue;
        t->gathered[written++] = (bp_gathered){source->data, target->data, width * l->engine->itemsize};
    }
    t->arrays = written;
    return true;
}

static bool read_masks(struct loading *l, bp_training *t) {
    if (!count_of(l, &t->masks) || !(t->mask = kept(l, t->masks, sizeof *t->mask))) return false;
    for (int64_t i = 0; i < t->masks; i++) {
        int64_t width;
        bp_mask *m = &t->mask[i];
        const int64_t at = l->at;
        if (!number(l, "there is no such buffer", 0, l->engine->buffers - 1, &width) ||
            !number(l, "a row is too wide", 0, MOST, &width) || !bp_times(t->batch, width, &m->elements))
            return refuse(l, "a mask is too large", t->batch);
        const int64_t behind = l->at;
        l->at = at;
        if (!whole(l, m->elements, false, &m->to)) return false;
        l->at = behind;
        if (!real(l, &m->kept)) return false;
        if (!(m->kept > 0)) return refuse(l, "nothing is kept", i);
    }
    return true;
}

static bool read_numbers(struct loading *l, bp_training *t) {
    if (!count_of(l, &t->numbers) || !(t->number = kept(l, t->numbers, sizeof *t->number))) return false;
    for (int64_t i = 0; i < t->numbers; i++) {
        bp_changing *n = &t->number[i];
        if (!whole(l, 1, false, &n->to) ||
            !number(l, "there is no such number", BP_CONSTANT, BP_NUMBERS - 1, &n->kind) || !real(l, &n->a) ||
            !real(l, &n->b))
            return false;
    }
    return true;
}

/* The kernel of an optimiser, or -1; its arrays, or -1 for those that it does not have, and its numbers. */
static bool read_optimiser(struct loading *l, bp_training *t) {
    bp_optimiser *o = &t->optimiser;
    int64_t kind, decay;
    if (!number(l, "there is no such optimiser", -1, STEP_COUNT - 1, &kind)) return false;
    if (kind < 0) return true;
    const bool has_m = kind == STEP_adam || kind == STEP_adamw, has_v = kind != STEP_sgd;
    if (!whole(l, t->gradients, false, &o->w) || !whole(l, t->gradients, !has_m, &o->m) ||
        !whole(l, t->gradients, !has_v, &o->v) ||
        !number(l, "there is no such buffer", kind == STEP_adamw ? 0 : -1, l->engine->buffers - 1, &decay))
        return false;
    if (decay >= 0) {
        const bp_buffer *b = &l->engine->buffer[decay];
        if (b->kind == BP_ROW || b->elements < t->gradients) return refuse(l, "a buffer is too small", b->elements);
        o->decay = b->data;
    }
    struct step_numbers *n = &o->numbers;
    if (!real(l, &n->momentum) || !real(l, &n->beta_1) || !real(l, &n->beta_2) || !real(l, &n->rho) ||
        !real(l, &n->epsilon))
        return false;
    o->step = l->engine->kernels->steps[l->engine->number][kind];
    return true;
}

static bool read_training(struct loading *l, bp_training *t) {
    bp_engine *e = l->engine;
    if (!number(l, "there are no samples", 1, MOST, &t->samples) ||
        !number(l, "there can't be so many rows that count", 0, t->samples, &t->chosen) ||
        !number(l, "a batch has no rows", 1, MOST, &t->batch) ||
        !number(l, "rows are shuffled or not", 0, 1, &t->shuffle) || !count_of(l, &t->lengths) ||
        !(t->length = kept(l, t->lengths, sizeof *t->length)) || !(t->list = kept(l, t->lengths, sizeof *t->list)))
        return false;
    for (int64_t i = 0; i < t->lengths; i++)
        if (!number(l, "a batch can't be so long", 1, t->batch, &t->length[i]) ||
            !number(l, "there is no such list", 0, e->lists - 1, &t->list[i]))
            return false;
    if (!number(l, "there is no such list", 0, e->lists - 1, &t->update) || !read_arrays(l, t) || !read_masks(l, t) ||
        !whole(l, t->batch, false, &t->weights) || !whole(l, 1, true, &t->size) || !whole(l, 1, false, &t->loss))
        return false;
    const int64_t at = l->at;
    int64_t gradient;
    if (!number(l, "there is no such buffer", 0, e->buffers - 1, &gradient)) return false;
    l->at = at;
    t->gradients = e->buffer[gradient].elements;
    if (!whole(l, 0, false, &t->gradient) || !real(l, &t->clip) || !read_numbers(l, t) || !read_optimiser(l, t))
        return false;
    t->present = true;
    return true;
}

static bool read_program(struct loading *l) {
    bp_engine *e = l->engine;
    int64_t magic, format, words, training;
    if (!word(l, &magic) || !word(l, &format)) return false;
    if (magic != BP_MAGIC) return refuse(l, "this is no program", magic);
    if (format != BP_FORMAT) return refuse(l, "the program has another format", format);
    if (!word(l, &words)) return false;
    if (words != l->words) return refuse(l, "the program has another length", words);
    if (!word(l, &e->itemsize)) return false;
    if (e->itemsize != 4 && e->itemsize != 8) return refuse(l, "numbers have 4 or 8 bytes", e->itemsize);
    e->number = e->itemsize == 4 ? NUMBER_FLOAT : NUMBER_DOUBLE;
    if (!count_of(l, &e->buffers) || !count_of(l, &e->lists) || !number(l, "training is there or not", 0, 1, &training) ||
        !read_buffers(l) || !(e->list = kept(l, e->lists, sizeof *e->list)))
        return false;
    for (int64_t i = 0; i < e->lists; i++)
        if (!read_list(l, &e->list[i])) return false;
    if (training && !read_training(l, &e->training)) return false;
    return l->at == l->words || refuse(l, "the program ends too late", l->words);
}

static bool room(struct loading *l) {
    bp_engine *e = l->engine;
    if (!(e->tile = kept(l, e->threads, sizeof *e->tile)) ||
        !(e->workspace = kept(l, e->threads, sizeof *e->workspace)))
        return false;
    for (int i = 0; i < e->threads; i++)
        if (!(e->tile[i] = kept(l, l->tile, (size_t)e->itemsize)) || !(e->workspace[i] = kept(l, l->workspace, 1)))
            return false;
    return true;
}

int bp_load(bp_engine *engine, const int64_t *program, int64_t words, const bp_array *arrays, int64_t count,
            char *message, int64_t space) {
    struct loading l = {.engine = engine, .program = program, .words = words, .end = words, .arrays = arrays,
                        .count = count, .message = message, .room = space};
    if (read_program(&l) && room(&l)) {
        if (!bp_find_updates(engine)) no_memory(&l, engine->lists);
        for (int64_t i = 0; i < engine->lists; i++)
            if (!bp_make_calls(engine, &engine->list[i])) no_memory(&l, engine->list[i].count);
    }
    return l.status;
}
