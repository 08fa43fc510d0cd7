/* What preparing a product and running it share: sizes of blocks, and which panels columns are cut into. */
#ifndef BACKPROOF_PANELS_H
#define BACKPROOF_PANELS_H

#include "products.h"

/* Terms that are added in one go and columns that are packed together (512 x 512 floats: 1 MB, the second cache), how few
 * columns beside whole vectors are computed one by one, and from how many vectors on strips of A are packed as well. */
enum { FEW_ROWS = 12, DEPTH = 512, COLUMNS = 512, FEW = 3, SINGLE = 6, WIDE = 32, REUSED = 8, ALIGNMENT = 64 };
/* Rows at this distance in bytes share a set of the first cache, so that they push each other out. */
enum { SET_PERIOD = 4096, FIRST_CACHE = 1 << 15, SECOND_CACHE = 1 << 20 };

static inline size_t smaller(size_t a, size_t b) { return a < b ? a : b; }
static inline size_t rounded(size_t count, size_t multiple) { return (count + multiple - 1) / multiple * multiple; }

/* The size of parts of nearly the same size, none above `most`. */
static inline size_t share(size_t count, size_t most)
{
    const size_t parts = (count + most - 1) / most;
    return parts ? (count + parts - 1) / parts : most;
}

static inline struct product transposed(const struct product *p)
{
    const enum tile_start start = p->start == TILE_FROM_BIAS   ? TILE_FROM_ROWS
                                  : p->start == TILE_FROM_ROWS ? TILE_FROM_BIAS
                                                               : p->start;
    return (struct product){p->columns, p->rows,     p->depth,    p->b_column, p->b_step,
                            p->a_step,  p->a_row, p->c_column, p->c_row,    start};
}

/* How many vectors wide a panel is where `left` columns are left. B as it lies cannot be read beyond its columns: there
 * only a single vector may be a part of one. */
static inline size_t panel_of(const struct tiles *tiles, size_t rows, size_t left, int packed)
{
    const size_t vectors = packed ? (left + tiles->lanes - 1) / tiles->lanes : left / tiles->lanes;
    if (vectors >= 4 && (tiles->vectors == 4 || rows <= tiles->rows[4]))
        return 4;
    return vectors >= 2 ? 2 : 1;
}

/* Columns of B that are packed together. */
static inline size_t width_of(const struct tiles *tiles, size_t columns)
{
    return rounded(share(columns, COLUMNS), 2 * tiles->lanes);
}

/* Rows of a strip. */
static inline size_t strip_of(const struct tiles *tiles, size_t rows, size_t columns)
{
    return share(rows, tiles->rows[panel_of(tiles, rows, columns, 1)]);
}

/* B is packed where its columns are not contiguous, where several strips read parts of a vector, which takes three times as
 * long, and where it is worth it: where very many strips of rows read what the first cache does not hold, or several what
 * the second one does not hold beside the rest. */
static inline int packs_b(const struct tiles *tiles, const struct product *p, size_t columns, size_t strip, size_t bytes)
{
    return p->b_column != 1 || (p->rows > strip && columns % tiles->lanes) ||
           (p->rows > 30 * strip && bytes > FIRST_CACHE) || (p->rows > 3 * strip && bytes > SECOND_CACHE / 2);
}

/* A is packed where many panels read it: rows that share a set of the cache push each other out. */
static inline int packs_strips(const struct tiles *tiles, const struct product *p, size_t columns, size_t size)
{
    const size_t width = rounded(smaller(columns, COLUMNS), tiles->lanes),
                 stride = (size_t)(p->a_step == 1 ? p->a_row : p->a_step) * size;
    const int lies = p->rows == 1 && p->a_step == 1; /* as it would when it was packed */
    return !lies && (width >= WIDE * tiles->lanes || (width >= REUSED * tiles->lanes && stride % SET_PERIOD == 0));
}

#endif
