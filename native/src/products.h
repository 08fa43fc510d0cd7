/* Products of matrices: C = start + A B, with any strides of A and B, and rows or columns of C that are contiguous.
 *
 * Rows or columns may be shared out among threads, each with a workspace of its own.
 */
#ifndef BACKPROOF_PRODUCTS_H
#define BACKPROOF_PRODUCTS_H

#include <stddef.h>

#include "kernels.h"

struct product {
    size_t rows, columns, depth; /* C is rows x columns, the sum has depth terms */
    ptrdiff_t a_row, a_step;     /* strides in numbers: along the rows of A, along the sum */
    ptrdiff_t b_step, b_column;
    ptrdiff_t c_row, c_column; /* one of them is 1, or C has a single row or column */
    enum tile_start start;     /* zero, what C has, or contiguous numbers for the columns or the rows of C */
};

/* Rows [row, row + rows) of columns [column, column + columns) of C; once they are done, `c` is where they lie. */
struct product_area {
    size_t row, rows, column, columns;
    const char *c;
    ptrdiff_t c_row;
};

enum { PRODUCT_BESIDE = 3 };

/* Who is told of areas that make up C, of each when it is done, while it is in the cache. Arrays `beside` it, which lie as C
 * does, may be fetched by then; NULL for none. Where nobody else needs C, it need not be written: an area lies in the
 * workspace then, until the next one is begun. */
struct product_watch {
    void (*done)(void *context, const struct product_area *area);
    void *context;
    int needed;
    const char *beside[PRODUCT_BESIDE];
};

/* Whether product_run takes these strides. */
int product_fits(const struct product *product);

/* Bytes of workspace that product_run needs, aligned to 64. */
size_t product_workspace(const struct kernels *kernels, enum number number, const struct product *product);

/* What is decided once about a product that runs many times. */
struct prepared {
    struct product p; /* with rows of C that are contiguous */
    int turned;       /* p is C^T = B^T A^T */
    const struct tiles *tiles;
    size_t size, parts[5];
    size_t single;              /* columns that are computed one by one */
    int aside;                  /* whether C^T is computed in the workspace, and C is written from there */
    size_t strip;               /* rows of a strip where strips of one panel are all there is, else 0 */
    const tile_kernel *kernels; /* of that panel, by rows */
};
void product_prepare(const struct kernels *kernels, enum number number, const struct product *product,
                     struct prepared *prepared);
/* Rows [begin, end) of a product alone, or columns, which begin with a whole vector: the same sums in the same order. */
void product_part(const struct prepared *whole, int by_columns, size_t begin, size_t end, struct prepared *part);
/* Bytes of workspace that it needs, aligned to 64. */
size_t product_space(const struct prepared *prepared);
/* How it is computed, in a few words. */
void product_tell(const struct prepared *prepared, char *words, size_t room);
void product_run_prepared(const struct prepared *prepared, enum tile_start start, const void *a, const void *b, void *c,
                          const void *bias, void *workspace, const struct product_watch *watch);

/* Both at once. */
void product_run(const struct kernels *kernels, enum number number, const struct product *product, const void *a,
                 const void *b, void *c, const void *bias, void *workspace, const struct product_watch *watch);

#endif
