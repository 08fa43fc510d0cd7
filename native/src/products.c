#include "panels.h"

struct arrays {
    const char *a, *b;
    char *c;
    const char *bias;
    char *packed_b, *packed_a, *columns, *strip;
};

struct run {
    const struct tiles *tiles;
    size_t size; /* bytes of a number */
    struct product p;
    struct arrays at;
};

enum { ROWS = 8 };

/* All panels of a block of B: a few rows of all panels before the next rows, so that memory is read as it lies. */
static void pack_panels(const struct run *run, const char *b, size_t columns, size_t depth)
{
    const struct product *p = &run->p;
    const size_t size = run->size, lanes = run->tiles->lanes;
    const size_t rows = p->b_column == 1 ? ROWS : depth;
    for (size_t row = 0; row < depth; row += rows)
        for (size_t column = 0, panel; column < columns; column += panel * lanes) {
            panel = panel_of(run->tiles, p->rows, columns - column, 1);
            run->tiles->pack(run->at.packed_b + (column * depth + row * panel * lanes) * size, panel * lanes,
                             b + ((ptrdiff_t)row * p->b_step + (ptrdiff_t)column * p->b_column) * (ptrdiff_t)size,
                             p->b_step, p->b_column, smaller(rows, depth - row), smaller(columns - column, panel * lanes));
        }
}

/* The bias of a tile that begins there. */
static const char *bias_at(const struct run *run, size_t row, size_t column)
{
    return run->at.bias ? run->at.bias + (run->p.start == TILE_FROM_ROWS ? row : column) * run->size : NULL;
}

/* All strips of terms [from, from + depth) of A, one behind the other, each as wide as whole vectors. */
static void pack_strips(const struct run *run, size_t strip, size_t from, size_t depth)
{
    const struct product *p = &run->p;
    const size_t size = run->size, width = rounded(strip, run->tiles->lanes);
    const size_t terms = p->a_row == 1 ? ROWS : depth;
    for (size_t term = 0; term < depth; term += terms)
        for (size_t row = 0, at = 0; row < p->rows; row += strip, at += width * depth)
            run->tiles->pack(run->at.packed_a + (at + term * width) * size, width,
                             run->at.a + ((ptrdiff_t)row * p->a_row + (ptrdiff_t)(from + term) * p->a_step) * (ptrdiff_t)size,
                             p->a_step, p->a_row, smaller(terms, depth - term), smaller(strip, p->rows - row));
}

/* What is fetched with a tile, of so many: its part of what is needed when all of them are done, in the order of memory.
 * Whether there is anything. */
static int fetches_ahead(const struct run *run, const struct product_watch *watch, struct tile *tile,
                         const struct product_area *area, size_t number, size_t tiles)
{
    const size_t turns = tiles / PRODUCT_BESIDE; /* tiles for each array */
    if (!watch || !tile->depth || number >= turns * PRODUCT_BESIDE || area->columns != run->p.columns ||
        run->p.c_row != (ptrdiff_t)area->columns || !watch->beside[number / turns])
        return 0;
    const size_t bytes = area->rows * area->columns * run->size / turns;
    tile->ahead = watch->beside[number / turns] + area->row * area->columns * run->size + number % turns * bytes;
    tile->ahead_step = (ptrdiff_t)((bytes + tile->depth - 1) / tile->depth);
    return 1;
}

/* C for columns [first, first + columns) and terms [from, from + depth), strip by strip. */
static void block(const struct run *run, size_t first, size_t columns, size_t from, size_t depth, size_t strip, int packed_a,
                  const struct product_watch *watch)
{
    const struct tiles *tiles = run->tiles;
    const struct product *p = &run->p;
    const size_t size = run->size, lanes = tiles->lanes, wide = rounded(strip, lanes);
    const char *b = run->at.b + ((ptrdiff_t)from * p->b_step + (ptrdiff_t)first * p->b_column) * (ptrdiff_t)size;
    const int packs = packs_b(tiles, p, columns, strip, columns * depth * size);
    if (packs)
        pack_panels(run, b, columns, depth);
    const char *a = packed_a ? run->at.packed_a : run->at.a + (ptrdiff_t)from * p->a_step * (ptrdiff_t)size;
    /* Rows at another distance than a power of two, which would share sets of the cache. */
    const int kept = !watch || watch->needed || from || p->start == TILE_FROM_C;
    const ptrdiff_t c_row = kept ? p->c_row : (ptrdiff_t)(rounded(columns, lanes) + lanes),
                    next = (packed_a ? (ptrdiff_t)(wide * depth) : (ptrdiff_t)strip * p->a_row) * (ptrdiff_t)size;
    for (size_t row = 0; row < p->rows; row += strip, a += next) {
        const size_t rows = smaller(strip, p->rows - row);
        struct tile tile = {.depth = depth,
                            .a = a,
                            .a_row = packed_a ? 1 : p->a_row,
                            .a_step = packed_a ? (ptrdiff_t)wide : p->a_step,
                            .c_row = c_row,
                            .start = from ? TILE_FROM_C : p->start};
        char *c = kept ? run->at.c + ((ptrdiff_t)row * c_row + (ptrdiff_t)first) * (ptrdiff_t)size : run->at.strip;
        const struct product_area area = {row, rows, first, columns, c, c_row};
        for (size_t column = 0, panel; column < columns; column += panel * lanes) {
            panel = panel_of(tiles, p->rows, columns - column, packs);
            tile.columns = smaller(columns - column, panel * lanes);
            tile.b = packs ? run->at.packed_b + column * depth * size : b + column * size;
            tile.b_step = packs ? (ptrdiff_t)(panel * lanes) : p->b_step;
            tile.c = c + column * size;
            tile.bias = bias_at(run, row, first + column);
            const int narrow = !packs && tile.columns < lanes;
            const int ahead = panel == 2 && fetches_ahead(run, watch, &tile, &area, column / (2 * lanes), columns / (2 * lanes));
            (narrow ? tiles->narrow : ahead ? tiles->ahead : tiles->run[panel])[rows](&tile);
        }
        if (watch)
            watch->done(watch->context, &area);
    }
}

static void panels(const struct run *run, size_t columns, const struct product_watch *watch)
{
    const struct product *p = &run->p;
    const size_t width = width_of(run->tiles, columns), depth = share(p->depth, DEPTH),
                 strip = strip_of(run->tiles, p->rows, columns);
    const int packs_a = packs_strips(run->tiles, p, columns, run->size);
    size_t from = 0;
    do {
        const size_t terms = smaller(depth, p->depth - from);
        if (packs_a)
            pack_strips(run, strip, from, terms);
        for (size_t first = 0; first < columns; first += width) {
            const int last = from + depth >= p->depth;
            block(run, first, smaller(width, columns - first), from, terms, strip, packs_a, last ? watch : NULL);
        }
        from += depth;
    } while (from < p->depth);
}

/* A few columns, each a product of A with a vector. */
static void few_columns(const struct run *run, size_t first, size_t count)
{
    const struct product *p = &run->p;
    const size_t size = run->size;
    const char *b = run->at.b + (ptrdiff_t)first * p->b_column * (ptrdiff_t)size;
    struct tile tile = {.depth = p->depth, .a = run->at.a, .a_row = p->a_row, .a_step = 1, .b = b, .b_step = 1,
                        .c = run->at.c + (ptrdiff_t)first * p->c_column * (ptrdiff_t)size, .c_row = p->c_row,
                        .columns = count, .bias = bias_at(run, 0, first), .start = p->start};
    ptrdiff_t column = p->b_column;
    if (p->b_step != 1) {
        for (size_t j = 0; j < count; j++)
            run->tiles->pack(run->at.columns + j * p->depth * size, p->depth,
                             b + (ptrdiff_t)j * p->b_column * (ptrdiff_t)size, 0, p->b_step, 1, p->depth);
        tile.b = run->at.columns;
        column = (ptrdiff_t)p->depth;
    }
    run->tiles->dots(&tile, p->rows, column, p->c_column);
}

/* C from C^T, which lies row by row. */
#define MOVE(type)                                                                                                     \
    for (size_t row = 0; row < p->rows; row++) {                                                                       \
        type *c = (type *)(void *)run->at.c + (ptrdiff_t)row * p->c_row;                                               \
        const type *from = (const type *)(const void *)found + row, *bias = (const type *)(const void *)run->at.bias;  \
        for (size_t column = 0; column < p->columns; column++)                                                         \
            c[column] = from[column * p->rows] + (p->start == TILE_FROM_ZERO   ? 0                                     \
                                                  : p->start == TILE_FROM_BIAS ? bias[column]                          \
                                                  : p->start == TILE_FROM_ROWS ? bias[row]                             \
                                                                               : c[column]);                           \
    }

static void aside(const struct run *run, char *found)
{
    const struct product *p = &run->p;
    struct run other = {run->tiles, run->size, transposed(p), run->at};
    other.p.c_row = (ptrdiff_t)p->rows;
    other.p.c_column = 1;
    other.p.start = TILE_FROM_ZERO;
    other.at.a = run->at.b;
    other.at.b = run->at.a;
    other.at.c = found;
    other.at.bias = NULL;
    panels(&other, other.p.columns, NULL);
    if (run->size == sizeof(float)) {
        MOVE(float)
    } else {
        MOVE(double)
    }
}

/* Strips of a single panel. */
static void strips(const struct prepared *prepared, const struct arrays *at, const struct product_watch *watch)
{
    const struct product *p = &prepared->p;
    struct tile tile = {.depth = p->depth, .a = at->a, .a_row = p->a_row, .a_step = p->a_step, .b = at->b,
                        .b_step = p->b_step, .c = at->c, .c_row = p->c_row, .columns = p->columns, .bias = at->bias,
                        .start = p->start};
    for (size_t row = 0; row < p->rows; row += prepared->strip) {
        const size_t rows = smaller(prepared->strip, p->rows - row);
        prepared->kernels[rows](&tile);
        if (watch)
            watch->done(watch->context, &(struct product_area){row, rows, 0, p->columns, tile.c, tile.c_row});
        tile.a = (const char *)tile.a + (ptrdiff_t)prepared->strip * p->a_row * (ptrdiff_t)prepared->size;
        tile.c = (char *)tile.c + (ptrdiff_t)prepared->strip * p->c_row * (ptrdiff_t)prepared->size;
        if (p->start == TILE_FROM_ROWS)
            tile.bias = (const char *)tile.bias + prepared->strip * prepared->size;
    }
}

void product_run_prepared(const struct prepared *prepared, enum tile_start start, const void *a, const void *b, void *c,
                          const void *bias, void *workspace, const struct product_watch *watch)
{
    struct run run = {prepared->tiles, prepared->size, prepared->p, {0}};
    struct product *p = &run.p;
    const int turned = prepared->turned;
    const size_t *parts = prepared->parts;
    if (p->rows == 0 || p->columns == 0)
        return;
    p->start = start;
    if (turned)
        p->start = transposed(p).start;
    run.at = (struct arrays){turned ? b : a, turned ? a : b, c, bias, workspace, (char *)workspace + parts[0],
                             (char *)workspace + parts[0] + parts[1], (char *)workspace + parts[0] + parts[1] + parts[2] + parts[3]};
    /* Columns that are computed one by one, and rows that were columns, are no strips. */
    const struct product_watch *strip = turned || prepared->single || prepared->aside ? NULL : watch;
    if (prepared->aside)
        aside(&run, run.at.columns + parts[2]);
    else if (prepared->strip && p->start == prepared->p.start)
        strips(prepared, &run.at, strip);
    else if (p->columns > prepared->single)
        panels(&run, p->columns - prepared->single, strip);
    if (prepared->single)
        few_columns(&run, p->columns - prepared->single, prepared->single);
    if (watch && !strip)
        watch->done(watch->context, &(struct product_area){0, turned ? p->columns : p->rows, 0, turned ? p->rows : p->columns,
                                                           c, turned ? p->c_column : p->c_row});
}

void product_run(const struct kernels *kernels, enum number number, const struct product *product, const void *a,
                 const void *b, void *c, const void *bias, void *workspace, const struct product_watch *watch)
{
    struct prepared prepared;
    product_prepare(kernels, number, product, &prepared);
    product_run_prepared(&prepared, product->start, a, b, c, bias, workspace, watch);
}
