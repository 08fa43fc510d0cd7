/* Products agree with the sum that defines them, for every path, type, stride and start, write nothing else, and have the
 * same bits in parts. */
#include "../src/products.h"

#include <math.h>
#include <string.h>

#include "check.h"

static const double PLANTED = 12345.0;

static double get(enum number number, const void *array, ptrdiff_t at)
{
    return number == NUMBER_FLOAT ? (double)((const float *)array)[at] : ((const double *)array)[at];
}

static void set(enum number number, void *array, ptrdiff_t at, double value)
{
    if (number == NUMBER_FLOAT)
        ((float *)array)[at] = (float)value;
    else
        ((double *)array)[at] = value;
}

static void *array_of(enum number number, size_t count, int random)
{
    void *found = malloc((count ? count : 1) * number_size(number));
    for (size_t i = 0; i < count; i++)
        set(number, found, (ptrdiff_t)i, random ? draw_unit() - 0.5 : PLANTED);
    return found;
}

/* A watch that counts how often it is told of each number of C, and compares what lies there with another C. */
struct told {
    enum number number;
    const struct product *p;
    const void *expected; /* or NULL */
    int *times, differs;
};

static void count_area(void *context, const struct product_area *area)
{
    struct told *told = context;
    const size_t size = number_size(told->number);
    for (size_t i = 0; i < area->rows; i++)
        for (size_t j = 0; j < area->columns; j++) {
            const ptrdiff_t at = (ptrdiff_t)(area->row + i) * told->p->c_row + (ptrdiff_t)(area->column + j) * told->p->c_column;
            told->times[at]++;
            /* Where columns of C are not contiguous, `c` says where it begins. */
            if (told->expected && told->p->c_column == 1 &&
                memcmp(area->c + ((ptrdiff_t)i * area->c_row + (ptrdiff_t)j) * (ptrdiff_t)size,
                       (const char *)told->expected + at * (ptrdiff_t)size, size) != 0)
                told->differs++;
        }
}

/* Told once of each number, and of no other. */
static void check_told(const struct told *told, size_t count)
{
    size_t wrong = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        wrong += told->times[i] > 1;
        all += (size_t)told->times[i];
        told->times[i] = 0;
    }
    CHECK(!wrong && all == told->p->rows * told->p->columns, "%zu of %zu numbers told, %zu of them twice", all,
          told->p->rows * told->p->columns, wrong);
    CHECK(!told->differs, "%d numbers of areas are not those of C", told->differs);
}

static void compare(const struct kernels *kernels, enum number number, size_t m, size_t n, size_t k, int shape, int start)
{
    /* Bits of shape: A and B turned, C turned, rows of memory longer than needed. */
    const size_t more = shape & 8 ? 5 : 0;
    const size_t lda = (shape & 1 ? m : k) + more, ldb = (shape & 2 ? k : n) + more, ldc = (shape & 4 ? m : n) + more;
    struct product p = {m, n, k, 0, 0, 0, 0, 0, 0, (enum tile_start)start};
    p.a_row = shape & 1 ? 1 : (ptrdiff_t)lda, p.a_step = shape & 1 ? (ptrdiff_t)lda : 1;
    p.b_step = shape & 2 ? 1 : (ptrdiff_t)ldb, p.b_column = shape & 2 ? (ptrdiff_t)ldb : 1;
    p.c_row = shape & 4 ? 1 : (ptrdiff_t)ldc, p.c_column = shape & 4 ? (ptrdiff_t)ldc : 1;
    /* As long as the strides need, so that the address sanitizer sees a number too many. */
    void *a = array_of(number, m && k ? (m - 1) * (size_t)p.a_row + (k - 1) * (size_t)p.a_step + 1 : 0, 1);
    void *b = array_of(number, n && k ? (k - 1) * (size_t)p.b_step + (n - 1) * (size_t)p.b_column + 1 : 0, 1);
    const size_t c_count = (m - 1) * (size_t)p.c_row + (n - 1) * (size_t)p.c_column + 1;
    void *c = array_of(number, c_count, 0), *bias = array_of(number, m > n ? m : n, 1);
    double *wanted = malloc(c_count * sizeof(double));
    for (size_t i = 0; i < c_count; i++)
        wanted[i] = PLANTED;
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            const ptrdiff_t at = (ptrdiff_t)i * p.c_row + (ptrdiff_t)j * p.c_column;
            set(number, c, at, draw_unit());
            double sum = start == TILE_FROM_C      ? get(number, c, at)
                         : start == TILE_FROM_BIAS ? get(number, bias, (ptrdiff_t)j)
                         : start == TILE_FROM_ROWS ? get(number, bias, (ptrdiff_t)i)
                                                   : 0;
            for (size_t s = 0; s < k; s++)
                sum += get(number, a, (ptrdiff_t)i * p.a_row + (ptrdiff_t)s * p.a_step) *
                       get(number, b, (ptrdiff_t)s * p.b_step + (ptrdiff_t)j * p.b_column);
            wanted[at] = sum;
        }
    const size_t bytes = product_workspace(kernels, number, &p);
    void *workspace = aligned_alloc(64, bytes + 64);
    memset(workspace, 0xff, bytes + 64);
    const void *begin = start == TILE_FROM_BIAS || start == TILE_FROM_ROWS ? bias : NULL;
    const size_t c_bytes = c_count * number_size(number);
    void *before = malloc(c_bytes), *unkept = malloc(c_bytes);
    memcpy(before, c, c_bytes), memcpy(unkept, c, c_bytes);
    struct told told = {number, &p, NULL, calloc(c_count, sizeof(int)), 0};
    struct product_watch watch = {count_area, &told, 1, {before, NULL, before}};
    product_run(kernels, number, &p, a, b, c, begin, workspace, &watch);
    check_told(&told, c_count);
    /* The same numbers where C need not be written: all that is written of it is right. */
    told.expected = c;
    watch.needed = 0;
    product_run(kernels, number, &p, a, b, unkept, begin, workspace, &watch);
    check_told(&told, c_count);
    for (size_t i = 0; i < c_bytes; i += number_size(number))
        CHECK(!memcmp((char *)unkept + i, (char *)c + i, number_size(number)) ||
                  !memcmp((char *)unkept + i, (char *)before + i, number_size(number)) || k > 512,
              "%zu x %zu x %zu, shape %d: something else is written", m, n, k, shape);
    for (size_t i = 0; i < 64; i++)
        CHECK(((unsigned char *)workspace)[bytes + i] == 0xff, "workspace of %zu bytes is exceeded", bytes);
    const double tolerance = (number == NUMBER_FLOAT ? 1e-6 : 1e-15) * (4 + sqrt((double)k));
    for (size_t i = 0; i < c_count; i++)
        CHECK(fabs(get(number, c, (ptrdiff_t)i) - wanted[i]) <= tolerance * (1 + fabs(wanted[i])),
              "%s, %zu bytes, %zu x %zu x %zu, shape %d, start %d, at %zu: %g, not %g",
              cpu_path_name(kernels->path), number_size(number), m, n, k, shape, start, i, get(number, c, (ptrdiff_t)i),
              wanted[i]);
    free(a), free(b), free(c), free(bias), free(wanted), free(workspace), free(before), free(unkept), free(told.times);
}

/* The parts of a product have the bits of the whole, wherever it is cut between vectors. */
static void cut(const struct kernels *kernels, enum number number, size_t m, size_t n, size_t k, int shape)
{
    const struct product p = {m, n, k, shape & 1 ? 1 : (ptrdiff_t)k, shape & 1 ? (ptrdiff_t)m : 1,
                              shape & 2 ? 1 : (ptrdiff_t)n, shape & 2 ? (ptrdiff_t)k : 1,
                              shape & 4 ? 1 : (ptrdiff_t)n, shape & 4 ? (ptrdiff_t)m : 1, TILE_FROM_ZERO};
    char *a = array_of(number, m * k, 1), *b = array_of(number, k * n, 1);
    char *whole = array_of(number, m * n, 0), *found = array_of(number, m * n, 0);
    struct prepared prepared, part;
    product_prepare(kernels, number, &p, &prepared);
    void *workspace = aligned_alloc(64, product_space(&prepared) + 64);
    product_run_prepared(&prepared, TILE_FROM_ZERO, a, b, whole, NULL, workspace, NULL);
    const ptrdiff_t size = (ptrdiff_t)number_size(number);
    for (int by_columns = 0; by_columns < 2; by_columns++) {
        const size_t all = by_columns ? n : m, step = 16 * (1 + draw_below(3));
        memset(found, 0, m * n * number_size(number));
        for (size_t begin = 0; begin < all; begin += step) {
            product_part(&prepared, by_columns, begin, begin + step < all ? begin + step : all, &part);
            void *space = aligned_alloc(64, product_space(&part) + 64);
            const ptrdiff_t at = (ptrdiff_t)begin * size;
            product_run_prepared(&part, TILE_FROM_ZERO, a + (by_columns ? 0 : at * p.a_row),
                                 b + (by_columns ? at * p.b_column : 0), found + at * (by_columns ? p.c_column : p.c_row),
                                 NULL, space, NULL);
            free(space);
        }
        CHECK(memcmp(found, whole, m * n * number_size(number)) == 0, "%s, %zu bytes, %zu x %zu x %zu, shape %d, cut by %zu",
              cpu_path_name(kernels->path), number_size(number), m, n, k, shape, step);
    }
    free(a), free(b), free(whole), free(found), free(workspace);
}

int main(void)
{
    static const size_t sizes[] = {1, 2, 3, 4, 5, 7, 8, 10, 13, 15, 16, 17, 29, 31, 32, 33, 47, 48, 64, 65, 100};
    const size_t count = sizeof sizes / sizeof *sizes;
    for (int path = 0; path < PATH_COUNT; path++) {
        if (!cpu_supports((enum cpu_path)path))
            continue;
        const struct kernels *kernels = kernels_of((enum cpu_path)path);
        for (int number = 0; number < NUMBER_COUNT; number++) {
            for (int trial = 0; trial < 2500; trial++)
                compare(kernels, (enum number)number, sizes[draw_below(count)], sizes[draw_below(count)],
                        draw_below(20) ? sizes[draw_below(count)] : 0, trial % 16, (int)draw_below(TILE_STARTS));
            for (int trial = 0; trial < 600; trial++)
                cut(kernels, (enum number)number, sizes[draw_below(count)], sizes[draw_below(count)],
                    sizes[draw_below(count)], trial % 8);
            /* Beyond the blocks of the sum and of the columns, and strides that share a set of the cache. */
            for (int shape = 0; shape < 8; shape++) {
                compare(kernels, (enum number)number, 30, 70, 900, shape, shape % 3);
                compare(kernels, (enum number)number, 20, 1100, 50, shape, shape % 3);
                compare(kernels, (enum number)number, 60, 1024, 30, shape, shape % 3);
                compare(kernels, (enum number)number, 1024, 130, 20, shape, shape % 3);
            }
        }
    }
    return report("products");
}
