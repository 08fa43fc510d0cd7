/* Micro-kernels of products: a tile of C stays in registers while the sum runs. products.h puts them together. */
#ifndef BACKPROOF_TILES_H
#define BACKPROOF_TILES_H

#include <stddef.h>

/* What a tile starts from: zero, what C has, a number for each column (bias), or one for each row. */
enum tile_start { TILE_FROM_ZERO, TILE_FROM_C, TILE_FROM_BIAS, TILE_FROM_ROWS, TILE_STARTS };

/* C[i, j] = start + sum over p of A[i, p] B[p, j], for `rows` rows and `vectors` vectors of columns. Strides count numbers. */
struct tile {
    size_t depth;
    const void *a;
    ptrdiff_t a_row, a_step;
    const void *b; /* vectors * lanes numbers can be read in each row */
    ptrdiff_t b_step;
    void *c;
    ptrdiff_t c_row;
    size_t columns; /* that are written: the last vector may be a part of one */
    const void *bias;
    enum tile_start start;
    const char *ahead; /* memory that some kernels fetch while the sum runs, so many bytes further with each term */
    ptrdiff_t ahead_step;
};

typedef void (*tile_kernel)(const struct tile *tile);

/* FETCHED: sums of so many terms are long enough to fetch C while they run. */
enum { TILE_ROWS = 14, TILE_VECTORS = 4, FETCHED = 96 };

struct tiles {
    size_t lanes;
    size_t rows[TILE_VECTORS + 1]; /* the most rows for a number of vectors */
    size_t vectors;                /* of a panel: the number of vectors for which tiles are fastest */
    tile_kernel run[TILE_VECTORS + 1][TILE_ROWS + 1];
    tile_kernel narrow[TILE_ROWS + 1]; /* one vector of B, of which only `columns` numbers can be read */
    tile_kernel ahead[TILE_ROWS + 1];  /* two vectors, and memory is fetched */
    /* Panels of B, `width` numbers to a row, from columns that lie anyhow; what is missing is zero. */
    void (*pack)(void *to, size_t width, const void *b, ptrdiff_t b_step, ptrdiff_t b_column, size_t depth,
                 size_t columns);
    /* C[i, j] = start + A[i, :] . B[:, j] where both lie along the sum: for few columns. */
    void (*dots)(const struct tile *tile, size_t rows, ptrdiff_t b_column, ptrdiff_t c_column);
};

#endif
