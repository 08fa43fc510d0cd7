/* Functions element by element, and folds of rows, over contiguous numbers.
 *
 * An operand has a step: 1 for an array, 0 for one number that counts for all elements. The result may be an operand.
 * NaN and infinities come out as IEEE 754 and NumPy have them; exp and its kin are within 2 ulp.
 */
#ifndef BACKPROOF_MAPS_H
#define BACKPROOF_MAPS_H

#include <stddef.h>

/* X(name, operands) */
#define MAPS(X)                                                                                                        \
    X(copy, 1) X(negative, 1) X(abs, 1) X(square, 1) X(reciprocal, 1) X(sqrt, 1) X(sign, 1) X(relu, 1) X(step, 1)      \
    X(exp, 1) X(expm1, 1) X(log, 1) X(log1p, 1) X(log2, 1) X(log10, 1)                                                 \
    X(tanh, 1) X(sigmoid, 1) X(softplus, 1) X(erf, 1) X(silu, 1) X(gelu, 1) X(hinge, 1)                                                         \
    X(sin, 1) X(cos, 1) X(tan, 1) X(arctan, 1) X(sinh, 1) X(cosh, 1)                                                   \
    X(add, 2) X(subtract, 2) X(multiply, 2) X(divide, 2) X(max2, 2) X(min2, 2) X(power, 2) X(leaky_relu, 2) X(elu, 2)                       \
    X(equal, 2) X(not_equal, 2) X(less, 2) X(less_equal, 2) X(greater, 2) X(greater_equal, 2)                          \
    X(where, 3) X(multiply_add, 3)

enum map {
#define X(name, operands) MAP_##name,
    MAPS(X)
#undef X
        MAP_COUNT
};

/* operands[i][element * steps[i]], for element in [0, count). */
typedef void (*map_kernel)(const void *const *operands, const ptrdiff_t *steps, void *out, size_t count);

enum fold { FOLD_sum, FOLD_prod, FOLD_max, FOLD_min, FOLD_COUNT };

/* out[row] is the fold over in[row * stride + column], columns contiguous; of no columns: 0, 1, -inf, inf. */
typedef void (*fold_kernel)(const void *in, ptrdiff_t stride, size_t rows, size_t columns, void *out);

/* out[row * columns + column] = in[row * stride + column * step], where the step is 0 or 1. It may write up to a vector
   behind the last row: there is room for SPREAD_ROOM bytes. */
typedef void (*spread_kernel)(const void *in, ptrdiff_t stride, ptrdiff_t step, size_t rows, size_t columns, void *out);
enum { SPREAD_ROOM = 64 };

/* out[column * rows + row] = in[row * stride + column]. */
typedef void (*turn_kernel)(const void *in, ptrdiff_t stride, size_t rows, size_t columns, void *out);

/* The map of a function's name, or -1; how many operands it has. */
int map_named(const char *name);
int map_operands(enum map map);

#endif
