#include "products.h"

#include <string.h>

/* Terms that are added in one go and columns that are packed together (512 x 512 floats: 1 MB, the second cache), how few
 * columns beside whole vectors are computed one by one, and from how many vectors on strips of A are packed as well. */
enum { FEW_ROWS = 12, DEPTH = 512, COLUMNS = 512, FEW = 3, SINGLE = 6, WIDE = 32, REUSED = 8, ALIGNMENT = 64 };
/* Rows at this distance in bytes share a set of the first cache, so that they push each other out. */
enum { SET_PERIOD = 4096, FIRST_CACHE = 32768 };

struct arrays {
    const char *a, *b;
    char *c;
    const char *bias;
    char *packed_b, *packed_a, *columns;
};

struct run {
    const struct tiles *tiles;
    size_t size; /* bytes of a number */
    struct product p;
    struct arrays at;
};

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }
static size_t rounded(size_t count, size_t multiple) { return (count + multiple - 1) / multiple * multiple; }

/* The size of parts of nearly the same size, none above `most`. */
static size_t share(size_t count, size_t most)
{
    const size_t parts = (count + most - 1) / most;
    return parts ? (count + parts - 1) / parts : most;
}

int product_fits(const struct product *product)
{
    return product->c_column == 1 || product->c_row == 1 || product->columns == 1 || product->rows == 1;
}

static struct product transposed(const struct product *p)
{
    return (struct product){p->columns, p->rows,     p->depth,    p->b_column, p->b_step,
                            p->a_step,  p->a_row, p->c_column, p->c_row,    p->start};
}

/* Whether products of single columns, along the sum, are faster than tiles: each row of A with each column of B costs its
 * vectors and a sum across the lanes (about four more), where a tile costs a vector for each term and packing B. */
static int by_columns(const struct tiles *tiles, const struct product *p, size_t columns)
{
    const int packs = p->b_step == 1 && p->b_column != 1;
    return p->a_step == 1 && columns <= (packs ? SINGLE : FEW) && columns * (p->depth / tiles->lanes + 4) < p->depth;
}

/* Whether C^T = B^T A^T is what is computed: where columns of C are contiguous, or few rows meet long columns of B. */
static int turns(const struct tiles *tiles, const struct product *p)
{
    if (p->columns == 1)
        return p->c_row == 1 && p->a_row == 1 && p->rows > 1;
    if (p->c_column != 1 || p->b_column == 1)
        return p->c_column != 1;
    const struct product other = transposed(p);
    return p->rows <= SINGLE && p->rows < p->columns && by_columns(tiles, &other, p->rows);
}

/* Whether C^T is computed aside: C has few columns, which leave lanes of a vector idle, and the columns of A lie as rows of
 * B do. Each number of C is moved once for that, so it has to be a sum of many terms. */
static int goes_aside(const struct tiles *tiles, const struct product *p)
{
    const size_t lanes = tiles->lanes, as_it_is = p->rows * ((p->columns + lanes - 1) / lanes),
                 aside = p->columns * ((p->rows + lanes - 1) / lanes);
    return p->a_row == 1 && p->columns <= FEW_ROWS && p->rows >= lanes && p->depth >= 4 * p->columns &&
           2 * as_it_is >= 3 * aside;
}

static size_t workspaces(size_t size, size_t lanes, const struct product *p, int aside, size_t parts[4])
{
    const size_t columns = rounded(smaller(p->columns, COLUMNS), TILE_VECTORS * lanes);
    const size_t depth = smaller(p->depth, DEPTH);
    parts[0] = rounded(columns * depth * size, ALIGNMENT);
    parts[1] = rounded(rounded(TILE_ROWS, lanes) * depth * size, ALIGNMENT);
    parts[2] = rounded(SINGLE * (p->depth > p->rows ? p->depth : p->rows) * size, ALIGNMENT);
    parts[3] = aside ? rounded(p->rows * p->columns * size, ALIGNMENT) : 0;
    return parts[0] + parts[1] + parts[2] + parts[3];
}

size_t product_workspace(const struct kernels *kernels, enum number number, const struct product *product)
{
    struct prepared prepared;
    product_prepare(kernels, number, product, &prepared);
    return prepared.parts[0] + prepared.parts[1] + prepared.parts[2] + prepared.parts[3];
}

/* How many vectors wide a panel is where `left` columns are left. B as it lies cannot be read beyond its columns: there
 * only a single vector may be a part of one. */
static size_t panel_of(const struct tiles *tiles, size_t rows, size_t left, int packed)
{
    const size_t vectors = packed ? (left + tiles->lanes - 1) / tiles->lanes : left / tiles->lanes;
    if (vectors >= 4 && (tiles->vectors == 4 || rows <= tiles->rows[4]))
        return 4;
    return vectors >= 2 ? 2 : 1;
}

/* Rows of a strip. */
static size_t strip_of(const struct tiles *tiles, size_t rows, size_t columns)
{
    return share(rows, tiles->rows[panel_of(tiles, rows, columns, 1)]);
}

/* B is packed where its columns are not contiguous, where many strips of rows read much of it, and where several read
 * parts of a vector, which takes three times as long. */
static int packs_b(const struct tiles *tiles, const struct product *p, size_t columns, size_t strip, size_t bytes)
{
    return p->b_column != 1 || (p->rows > 3 * strip && bytes > FIRST_CACHE) || (p->rows > strip && columns % tiles->lanes);
}

/* All panels of a block of B: a few rows of all panels before the next rows, so that memory is read as it lies. */
static void pack_panels(const struct run *run, const char *b, size_t columns, size_t depth)
{
    enum { ROWS = 8 };
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

/* Rows of C for columns [first, first + columns) and terms [from, from + depth), all strips of it. */
static void block(const struct run *run, size_t first, size_t columns, size_t from, size_t depth, product_done done,
                  void *context)
{
    const struct tiles *tiles = run->tiles;
    const struct product *p = &run->p;
    const size_t size = run->size, lanes = tiles->lanes;
    const size_t strip = strip_of(tiles, p->rows, columns);
    const char *b = run->at.b + ((ptrdiff_t)from * p->b_step + (ptrdiff_t)first * p->b_column) * (ptrdiff_t)size;
    const int packs = packs_b(tiles, p, columns, strip, columns * depth * size);
    const size_t width = rounded(columns, lanes);
    if (packs)
        pack_panels(run, b, columns, depth);
    const size_t a_stride = (size_t)(p->a_step == 1 ? p->a_row : p->a_step) * size;
    const int packs_a = width >= WIDE * lanes || (width >= REUSED * lanes && a_stride % SET_PERIOD == 0);
    for (size_t row = 0; row < p->rows; row += strip) {
        const size_t rows = smaller(strip, p->rows - row);
        struct tile tile = {.depth = depth,
                            .a = run->at.a + ((ptrdiff_t)row * p->a_row + (ptrdiff_t)from * p->a_step) * (ptrdiff_t)size,
                            .a_row = p->a_row,
                            .a_step = p->a_step,
                            .c_row = p->c_row,
                            .start = from ? TILE_FROM_C : p->start};
        if (packs_a) {
            tile.a_step = (ptrdiff_t)rounded(rows, lanes);
            tiles->pack(run->at.packed_a, (size_t)tile.a_step, tile.a, p->a_step, p->a_row, depth, rows);
            tile.a = run->at.packed_a;
            tile.a_row = 1;
        }
        for (size_t column = 0, panel; column < columns; column += panel * lanes) {
            panel = panel_of(tiles, p->rows, columns - column, packs);
            tile.columns = smaller(columns - column, panel * lanes);
            tile.b = packs ? run->at.packed_b + column * depth * size : b + column * size;
            tile.b_step = packs ? (ptrdiff_t)(panel * lanes) : p->b_step;
            tile.c = run->at.c + ((ptrdiff_t)row * p->c_row + (ptrdiff_t)(first + column)) * (ptrdiff_t)size;
            tile.bias = run->at.bias ? run->at.bias + (first + column) * size : NULL;
            const int narrow = !packs && tile.columns < lanes;
            (narrow ? tiles->narrow : tiles->run[panel])[rows](&tile);
        }
        if (done)
            done(context, row, row + rows);
    }
}

static void panels(const struct run *run, size_t columns, product_done done, void *context)
{
    const size_t width = rounded(share(columns, COLUMNS), 2 * run->tiles->lanes), depth = share(run->p.depth, DEPTH);
    for (size_t first = 0; first < columns; first += width) {
        size_t from = 0;
        do {
            const int last = first + width >= columns && from + depth >= run->p.depth;
            block(run, first, smaller(width, columns - first), from, smaller(depth, run->p.depth - from),
                  last ? done : NULL, context);
            from += depth;
        } while (from < run->p.depth);
    }
}

/* A few columns, each a product of A with a vector. */
static void few_columns(const struct run *run, size_t first, size_t count)
{
    const struct product *p = &run->p;
    const size_t size = run->size;
    const char *b = run->at.b + (ptrdiff_t)first * p->b_column * (ptrdiff_t)size;
    struct tile tile = {.depth = p->depth, .a = run->at.a, .a_row = p->a_row, .a_step = 1, .b = b, .b_step = 1,
                        .c = run->at.c + (ptrdiff_t)first * p->c_column * (ptrdiff_t)size, .c_row = p->c_row,
                        .columns = count, .bias = run->at.bias ? run->at.bias + first * size : NULL, .start = p->start};
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
    panels(&other, other.p.columns, NULL, NULL);
    if (run->size == sizeof(float)) {
        MOVE(float)
    } else {
        MOVE(double)
    }
}

static void repeat_bias(const struct run *run)
{
    const struct product *p = &run->p; /* turned: a number for each row */
    for (size_t row = 0; row < p->rows; row++)
        for (size_t column = 0; column < p->columns; column++)
            memcpy(run->at.c + ((ptrdiff_t)row * p->c_row + (ptrdiff_t)column * p->c_column) * (ptrdiff_t)run->size,
                   run->at.bias + row * run->size, run->size);
}

void product_prepare(const struct kernels *kernels, enum number number, const struct product *product,
                     struct prepared *prepared)
{
    const struct tiles *tiles = kernels->tiles[number];
    const int turned = turns(tiles, product);
    *prepared = (struct prepared){.tiles = tiles, .size = number_size(number), .turned = turned,
                                  .p = turned ? transposed(product) : *product};
    struct product *p = &prepared->p;
    /* The stride of a single column, or of a single term, can be what is best. */
    if (p->columns == 1)
        p->b_column = 1;
    if (p->depth == 1)
        p->a_step = 1;
    prepared->aside = !by_columns(tiles, p, p->columns) && goes_aside(tiles, p);
    if (prepared->aside) {
        const struct product other = transposed(p);
        workspaces(prepared->size, tiles->lanes, &other, 1, prepared->parts);
        return;
    }
    workspaces(prepared->size, tiles->lanes, p, 0, prepared->parts);
    const size_t rest = p->columns % tiles->lanes;
    if (by_columns(tiles, p, p->columns))
        prepared->single = p->columns;
    else if (p->columns > tiles->lanes && rest && rest <= FEW && by_columns(tiles, p, rest))
        prepared->single = rest;
    /* A single strip of a single panel, as it lies: nothing else has to be decided when it runs. */
    const size_t rows = p->rows ? strip_of(tiles, p->rows, p->columns) : 0;
    const size_t panel = panel_of(tiles, p->rows, p->columns, 0);
    if (!prepared->single && p->columns && p->columns <= panel * tiles->lanes && p->depth <= DEPTH &&
        !packs_b(tiles, p, p->columns, rows, p->columns * p->depth * prepared->size)) {
        prepared->strip = rows;
        prepared->kernels = p->columns < tiles->lanes ? tiles->narrow : tiles->run[panel];
    }
}

/* Strips of a single panel. */
static void strips(const struct prepared *prepared, const struct arrays *at, product_done done, void *context)
{
    const struct product *p = &prepared->p;
    struct tile tile = {.depth = p->depth, .a = at->a, .a_row = p->a_row, .a_step = p->a_step, .b = at->b,
                        .b_step = p->b_step, .c = at->c, .c_row = p->c_row, .columns = p->columns, .bias = at->bias,
                        .start = p->start};
    for (size_t row = 0; row < p->rows; row += prepared->strip) {
        const size_t rows = smaller(prepared->strip, p->rows - row);
        prepared->kernels[rows](&tile);
        tile.a = (const char *)tile.a + (ptrdiff_t)prepared->strip * p->a_row * (ptrdiff_t)prepared->size;
        tile.c = (char *)tile.c + (ptrdiff_t)prepared->strip * p->c_row * (ptrdiff_t)prepared->size;
        if (done)
            done(context, row, row + rows);
    }
}

void product_run_prepared(const struct prepared *prepared, enum tile_start start, const void *a, const void *b, void *c,
                          const void *bias, void *workspace, product_done done, void *context)
{
    struct run run = {prepared->tiles, prepared->size, prepared->p, {0}};
    struct product *p = &run.p;
    const int turned = prepared->turned;
    const size_t *parts = prepared->parts;
    if (p->rows == 0 || p->columns == 0)
        return;
    p->start = start;
    run.at = (struct arrays){turned ? b : a, turned ? a : b, c, bias, workspace, (char *)workspace + parts[0],
                             (char *)workspace + parts[0] + parts[1]};
    if (turned && start == TILE_FROM_BIAS) {
        repeat_bias(&run);
        p->start = TILE_FROM_C;
    }
    product_done strip_done = turned || prepared->single || prepared->aside ? NULL : done;
    if (prepared->aside)
        aside(&run, run.at.columns + parts[2]);
    else if (prepared->strip && p->start == prepared->p.start)
        strips(prepared, &run.at, strip_done, context);
    else if (p->columns > prepared->single)
        panels(&run, p->columns - prepared->single, strip_done, context);
    if (prepared->single)
        few_columns(&run, p->columns - prepared->single, prepared->single);
    if (done && !strip_done) /* not told strip by strip: columns were computed one by one, or rows were columns */
        done(context, 0, turned ? p->columns : p->rows);
}

void product_run(const struct kernels *kernels, enum number number, const struct product *product, const void *a,
                 const void *b, void *c, const void *bias, void *workspace, product_done done, void *context)
{
    struct prepared prepared;
    product_prepare(kernels, number, product, &prepared);
    product_run_prepared(&prepared, product->start, a, b, c, bias, workspace, done, context);
}
