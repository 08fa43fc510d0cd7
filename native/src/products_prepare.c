#include "panels.h"

#include <stdio.h>

/* What is decided once about a product: how it is summed, which is the same for all of its parts, and in which pieces. */

int product_fits(const struct product *product)
{
    return product->c_column == 1 || product->c_row == 1 || product->columns == 1 || product->rows == 1;
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

static void workspaces(const struct tiles *tiles, size_t size, const struct product *p, int aside, size_t parts[5])
{
    const size_t lanes = tiles->lanes, columns = rounded(smaller(p->columns, COLUMNS), TILE_VECTORS * lanes);
    const size_t depth = smaller(p->depth, DEPTH), strip = p->rows ? strip_of(tiles, p->rows, p->columns) : 1;
    const size_t strips = packs_strips(tiles, p, p->columns, size) ? (p->rows + strip - 1) / strip : 0;
    parts[0] = rounded(columns * depth * size, ALIGNMENT);
    parts[1] = rounded(strips * rounded(strip, lanes) * depth * size, ALIGNMENT);
    parts[2] = rounded(SINGLE * (p->depth > p->rows ? p->depth : p->rows) * size, ALIGNMENT);
    parts[3] = aside ? rounded(p->rows * p->columns * size, ALIGNMENT) : 0;
    parts[4] = rounded(strip * (columns + lanes) * size, ALIGNMENT);
}

size_t product_space(const struct prepared *prepared)
{
    return prepared->parts[0] + prepared->parts[1] + prepared->parts[2] + prepared->parts[3] + prepared->parts[4];
}

size_t product_workspace(const struct kernels *kernels, enum number number, const struct product *product)
{
    struct prepared prepared;
    product_prepare(kernels, number, product, &prepared);
    return product_space(&prepared);
}

/* How many columns, the last ones, are computed one by one. */
static size_t singles(const struct tiles *tiles, const struct product *p)
{
    const size_t rest = p->columns % tiles->lanes;
    if (by_columns(tiles, p, p->columns))
        return p->columns;
    return p->columns > tiles->lanes && rest && rest <= FEW && by_columns(tiles, p, rest) ? rest : 0;
}

/* What depends on the number of rows and columns alone, and changes no result. */
static void finish(struct prepared *prepared)
{
    const struct tiles *tiles = prepared->tiles;
    const struct product *p = &prepared->p;
    if (prepared->aside) {
        const struct product other = transposed(p);
        workspaces(tiles, prepared->size, &other, 1, prepared->parts);
        return;
    }
    workspaces(tiles, prepared->size, p, 0, prepared->parts);
    /* A single strip of a single panel, as it lies: nothing else has to be decided when it runs. */
    const size_t rows = p->rows ? strip_of(tiles, p->rows, p->columns) : 0;
    const size_t panel = panel_of(tiles, p->rows, p->columns, 0);
    if (!prepared->single && p->columns && p->columns <= panel * tiles->lanes && p->depth <= DEPTH &&
        !packs_b(tiles, p, p->columns, rows, p->columns * p->depth * prepared->size)) {
        prepared->strip = rows;
        prepared->kernels = p->columns < tiles->lanes ? tiles->narrow : tiles->run[panel];
    }
}

void product_prepare(const struct kernels *kernels, enum number number, const struct product *product,
                     struct prepared *prepared)
{
    const struct tiles *tiles = kernels->tiles[number];
    const int turned = turns(tiles, product);
    *prepared = (struct prepared){.turned = turned, .tiles = tiles, .size = number_size(number),
                                  .p = turned ? transposed(product) : *product};
    struct product *p = &prepared->p;
    /* The stride of a single column, or of a single term, can be what is best. */
    if (p->columns == 1)
        p->b_column = 1;
    if (p->depth == 1)
        p->a_step = 1;
    prepared->aside = !by_columns(tiles, p, p->columns) && goes_aside(tiles, p);
    prepared->single = prepared->aside ? 0 : singles(tiles, p);
    finish(prepared);
}

void product_part(const struct prepared *whole, int by_columns, size_t begin, size_t end, struct prepared *part)
{
    *part = *whole;
    part->strip = 0;
    struct product *p = &part->p;
    const int columns = whole->turned != by_columns; /* of what is computed */
    *(columns ? &p->columns : &p->rows) = end - begin;
    const size_t others = whole->p.columns - whole->single; /* columns that are not computed one by one */
    if (columns)
        part->single = end > others ? end - (begin > others ? begin : others) : 0;
    finish(part);
}

void product_tell(const struct prepared *prepared, char *words, size_t room)
{
    const struct tiles *tiles = prepared->tiles;
    const struct product other = transposed(&prepared->p), *p = prepared->aside ? &other : &prepared->p;
    const size_t columns = p->columns - prepared->single;
    if (!columns) {
        snprintf(words, room, "dots along the sum");
        return;
    }
    const size_t strip = strip_of(tiles, p->rows, columns), width = smaller(width_of(tiles, columns), columns);
    const int a = !prepared->strip && packs_strips(tiles, p, columns, prepared->size),
              b = !prepared->strip && packs_b(tiles, p, width, strip, width * share(p->depth, DEPTH) * prepared->size);
    const size_t panel = panel_of(tiles, p->rows, columns, b) * tiles->lanes;
    const int turned = prepared->turned != prepared->aside;
    snprintf(words, room, "%stiles of %zu × %zu%s%s", turned ? "transposed, " : "", strip, panel,
             a && b ? ", both packed" : (turned ? b : a) ? ", left packed" : a || b ? ", right packed" : "",
             prepared->single ? ", dots for the rest" : "");
}
