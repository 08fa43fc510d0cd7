/* Functions are within a few ulp of the C library's, edges included; folds and optimisers follow their definitions. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "../src/kernels.h"
#include "check.h"

enum { MOST = 4096 };

static double sign(double x) { return isnan(x) ? x : (x > 0) - (x < 0); }
static double relu(double x) { return isnan(x) ? x : x > 0 ? x : 0; }
static double step(double x) { return x > 0; }
static double hinge(double x) { return relu(1 - x); }
static double sigmoid(double x) { return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)); }
static double softplus(double x) { return isnan(x) ? x : fmax(x, 0) + log1p(exp(-fabs(x))); }
static double silu(double x) { return x / (1 + exp(-x)); }
static double gelu(double x) { return 0.5 * x * erfc(-x / sqrt(2)); }
static double copy(double x) { return x; }
static double negative(double x) { return -x; }
static double square(double x) { return x * x; }
static double reciprocal(double x) { return 1 / x; }

struct unary {
    enum map map;
    double (*exact)(double);
    double low, high; /* of the arguments that are drawn */
    double ulps;
};
static const struct unary UNARY[] = {
    {MAP_copy, copy, -9, 9, 0}, {MAP_negative, negative, -9, 9, 0}, {MAP_abs, fabs, -9, 9, 0},
    {MAP_square, square, -9, 9, 0.51}, {MAP_reciprocal, reciprocal, -9, 9, 0.51}, {MAP_sqrt, sqrt, 0, 9, 0.51},
    {MAP_sign, sign, -1, 1, 0}, {MAP_relu, relu, -1, 1, 0}, {MAP_step, step, -1, 1, 0}, {MAP_hinge, hinge, -3, 3, 0.51},
    {MAP_exp, exp, -87, 88, 2}, {MAP_exp, exp, -1, 1, 1.5}, {MAP_expm1, expm1, -30, 80, 2.5}, {MAP_expm1, expm1, -1, 1, 2.5},
    {MAP_log, log, 0, 10, 2}, {MAP_log, log, 0.9, 1.1, 2}, {MAP_log1p, log1p, -0.999, 10, 3}, {MAP_log1p, log1p, -1e-3, 1e-3, 3},
    {MAP_log2, log2, 0, 10, 3}, {MAP_log10, log10, 0, 10, 3}, {MAP_tanh, tanh, -10, 10, 3}, {MAP_tanh, tanh, -0.1, 0.1, 3},
    {MAP_sigmoid, sigmoid, -80, 80, 3}, {MAP_softplus, softplus, -80, 80, 3}, {MAP_erf, erf, -6, 6, 3},
    {MAP_silu, silu, -80, 80, 3}, {MAP_gelu, gelu, -4, 10, 40}, /* x / sqrt 2 is rounded, and that counts x^2 times in the tail */
    {MAP_sinh, sinh, -80, 80, 5}, {MAP_cosh, cosh, -80, 80, 5},
    {MAP_sin, sin, -9, 9, 1}, {MAP_cos, cos, -9, 9, 1}, {MAP_tan, tan, -1.5, 1.5, 1}, {MAP_arctan, atan, -9, 9, 1},
};
static const double EDGES[] = {0.0, -0.0, 1, -1, INFINITY, -INFINITY, NAN, 1e-300, 1e300, -1e300, 1e-30, -1e-30, 700, -700, 1e-45};

static double spacing(enum number number, double value)
{
    const double size = fabs(value);
    return number == NUMBER_FLOAT ? (double)nextafterf((float)size, INFINITY) - (float)size
                                  : nextafter(size, INFINITY) - size;
}

static void put(enum number number, void *to, size_t at, double value)
{
    if (number == NUMBER_FLOAT)
        ((float *)to)[at] = (float)value;
    else
        ((double *)to)[at] = value;
}
static double get(enum number number, const void *from, size_t at)
{
    return number == NUMBER_FLOAT ? (double)((const float *)from)[at] : ((const double *)from)[at];
}

static void compare(const struct kernels *kernels, enum number number, const struct unary *unary, const void *in, size_t count)
{
    double buffer[MOST];
    const void *const operands[] = {in};
    const ptrdiff_t steps[] = {1};
    kernels->maps[number][unary->map](operands, steps, buffer, count);
    double worst = 0, at = 0;
    for (size_t i = 0; i < count; i++) {
        const double x = get(number, in, i), found = get(number, buffer, i);
        double wanted = unary->exact(x);
        if (number == NUMBER_FLOAT)
            wanted = fabs(wanted) > FLT_MAX ? wanted * 1e300 : wanted;
        const int special = isnan(wanted) || isinf(wanted);
        if (special) {
            CHECK(isnan(wanted) ? isnan(found) : found == wanted, "%s, map %d of %g: %g, not %g",
                  cpu_path_name(kernels->path), unary->map, x, found, wanted);
            continue;
        }
        /* Where results are denormal, or nearly, digits are lost. */
        const double least = number == NUMBER_FLOAT ? FLT_MIN : DBL_MIN;
        const double ulps = fabs(found - wanted) / (spacing(number, wanted) + 4 * least * (number == NUMBER_FLOAT ? FLT_EPSILON : DBL_EPSILON));
        if (!(ulps <= worst))
            worst = ulps, at = x;
    }
    CHECK(worst <= unary->ulps + (number == NUMBER_DOUBLE ? 1 : 0), "%s, %zu bytes, map %d is %g ulp off at %.17g",
          cpu_path_name(kernels->path), number_size(number), unary->map, worst, at);
    if (getenv("TELL"))
        printf("%s %zu map %d: %.2f ulp at %g\n", cpu_path_name(kernels->path), number_size(number), unary->map, worst, at);
}

static void unaries(const struct kernels *kernels, enum number number)
{
    const size_t edges = sizeof EDGES / sizeof *EDGES;
    for (size_t u = 0; u < sizeof UNARY / sizeof *UNARY; u++) {
        double in[MOST];
        for (size_t i = 0; i < MOST; i++)
            put(number, in, i, UNARY[u].low + (UNARY[u].high - UNARY[u].low) * draw_unit());
        compare(kernels, number, &UNARY[u], in, MOST);
        for (size_t count = 0; count < 70; count++)
            compare(kernels, number, &UNARY[u], in, count);
        for (size_t i = 0; i < edges; i++)
            put(number, in, i, EDGES[i]);
        struct unary loose = UNARY[u];
        loose.ulps = loose.ulps ? 8 : 0;
        if (loose.map != MAP_gelu && loose.map != MAP_silu) /* 0 times infinity in the definition above */
            compare(kernels, number, &loose, in, edges);
    }
}

static double at_least(double x, double y) { return isnan(x) || isnan(y) ? NAN : x > y ? x : y; }
static double binary_of(enum map map, double x, double y)
{
    switch (map) {
    case MAP_add: return x + y;
    case MAP_subtract: return x - y;
    case MAP_multiply: return x * y;
    case MAP_divide: return x / y;
    case MAP_max2: return at_least(x, y);
    case MAP_min2: return -at_least(-x, -y);
    case MAP_equal: return x == y;
    case MAP_not_equal: return x != y;
    case MAP_less: return x < y;
    case MAP_less_equal: return x <= y;
    case MAP_greater: return x > y;
    case MAP_greater_equal: return x >= y;
    case MAP_leaky_relu: return x > 0 ? x : y * x;
    case MAP_elu: return x > 0 ? x : y * expm1(x);
    case MAP_power: return pow(x, y);
    default: return NAN;
    }
}

static void binaries(const struct kernels *kernels, enum number number)
{
    for (int map = 0; map < MAP_COUNT; map++)
        for (int trial = 0; trial < 60 && map_operands((enum map)map) == 2; trial++) {
            double x[64], y[64], out[65];
            const size_t count = draw_below(64);
            for (size_t i = 0; i < 64; i++) {
                put(number, x, i, map == MAP_power ? 3 * draw_unit() : (double)draw_below(7) - 3);
                put(number, y, i, draw_below(9) ? (double)draw_below(7) - 3 : NAN);
            }
            memset(out, 0x55, sizeof out);
            const void *const operands[] = {x, y};
            const ptrdiff_t steps[] = {trial & 1, trial >> 1 & 1};
            kernels->maps[number][map](operands, steps, out, count);
            for (size_t i = 0; i < count; i++) {
                const double wanted = binary_of((enum map)map, get(number, x, steps[0] ? i : 0), get(number, y, steps[1] ? i : 0));
                const double found = get(number, out, i), tolerance = number == NUMBER_FLOAT ? 3e-7 : 6e-16;
                CHECK(isnan(wanted) ? isnan(found) : found == wanted || fabs(found - wanted) <= tolerance * fabs(wanted),
                      "%s, map %d: %g, not %g", cpu_path_name(kernels->path), map, found, wanted);
            }
            const unsigned char *after = (const unsigned char *)out + count * number_size(number);
            CHECK(*after == 0x55, "map %d writes more than %zu elements", map, count);
        }
    double mask[40], yes[40], no[40], out[40];
    for (size_t i = 0; i < 40; i++)
        put(number, mask, i, i % 3 ? 0 : 1), put(number, yes, i, (double)i), put(number, no, i, NAN);
    const void *const operands[] = {mask, yes, no};
    const ptrdiff_t steps[] = {1, 1, 0};
    kernels->maps[number][MAP_where](operands, steps, out, 37);
    for (size_t i = 0; i < 37; i++)
        CHECK(i % 3 ? isnan(get(number, out, i)) : get(number, out, i) == (double)i, "where, element %zu", i);
}

static void folds(const struct kernels *kernels, enum number number)
{
    enum { ROWS = 40, STRIDE = 150 };
    static double in[ROWS * STRIDE], out[STRIDE];
    for (size_t i = 0; i < ROWS * STRIDE; i++)
        put(number, in, i, 0.5 + draw_unit());
    for (int down = 0; down < 2; down++)
        for (int fold = 0; fold < FOLD_COUNT; fold++)
            for (size_t columns = 0; columns <= STRIDE; columns++) {
                const size_t rows = columns * 7 % (ROWS + 1);
                (down ? kernels->folds_down : kernels->folds)[number][fold](in, STRIDE, rows, columns, out);
                for (size_t i = 0; i < (down ? columns : rows); i++) {
                    double wanted = fold == FOLD_sum ? 0 : fold == FOLD_prod ? 1 : fold == FOLD_max ? -INFINITY : INFINITY;
                    for (size_t j = 0; j < (down ? rows : columns); j++) {
                        const double x = get(number, in, down ? j * STRIDE + i : i * STRIDE + j);
                        wanted = fold == FOLD_sum ? wanted + x : fold == FOLD_prod ? wanted * x : fold == FOLD_max ? fmax(wanted, x) : fmin(wanted, x);
                    }
                    const double found = get(number, out, i), tolerance = number == NUMBER_FLOAT ? 1e-5 : 1e-13;
                    CHECK(found == wanted || fabs(found - wanted) <= tolerance * fabs(wanted), "%s, fold %d of %zu x %zu: %g, not %g",
                          cpu_path_name(kernels->path), fold, rows, columns, found, wanted);
                }
            }
    put(number, in, 3, NAN);
    kernels->folds[number][FOLD_max](in, STRIDE, 1, STRIDE, out);
    CHECK(isnan(get(number, out, 0)), "the largest of numbers with NaN is NaN");
}

/* Any widths, rows at any distance; behind the last row no more is written than there is room for. */
static void spreads(const struct kernels *kernels, enum number number)
{
    enum { ROWS = 7, WIDEST = 70, STRIDE = 75, GUARD = 3 };
    static double in[ROWS * STRIDE], out[ROWS * WIDEST + SPREAD_ROOM / 4 + GUARD];
    for (size_t i = 0; i < ROWS * STRIDE; i++)
        put(number, in, i, draw_unit());
    const ptrdiff_t strides[] = {0, 1, STRIDE};
    for (size_t which = 0; which < 3; which++)
        for (size_t step = 0; step < 2; step++)
            for (size_t rows = 1; rows <= ROWS; rows++)
                for (size_t columns = 1; columns <= WIDEST; columns++) {
                    const size_t stride = (size_t)strides[which], room = SPREAD_ROOM / number_size(number);
                    for (size_t i = 0; i < GUARD; i++)
                        put(number, out, rows * columns + room + i, -1);
                    kernels->spread[number](in, strides[which], (ptrdiff_t)step, rows, columns, out);
                    for (size_t row = 0; row < rows; row++)
                        for (size_t column = 0; column < columns; column++) {
                            const double found = get(number, out, row * columns + column),
                                         wanted = get(number, in, row * stride + column * step);
                            CHECK(found == wanted, "%s, spread %zu x %zu, stride %zu, step %zu: %g, not %g",
                                  cpu_path_name(kernels->path), rows, columns, stride, step, found, wanted);
                        }
                    for (size_t i = 0; i < GUARD; i++)
                        CHECK(get(number, out, rows * columns + room + i) == -1, "spread writes too far");
                }
}

/* Any shape, in an array that ends where its last row does. */
static void turns(const struct kernels *kernels, enum number number)
{
    enum { ROWS = 13, COLUMNS = 9 };
    for (size_t rows = 1; rows <= ROWS; rows++)
        for (size_t columns = 1; columns <= COLUMNS; columns++)
            for (size_t stride = columns; stride <= columns + 2; stride++) {
                const size_t count = (rows - 1) * stride + columns, size = number_size(number);
                void *in = malloc(count * size), *out = malloc((rows * columns + 1) * size);
                for (size_t i = 0; i < count; i++)
                    put(number, in, i, draw_unit());
                put(number, out, rows * columns, -1);
                kernels->turn[number](in, (ptrdiff_t)stride, rows, columns, out);
                for (size_t row = 0; row < rows; row++)
                    for (size_t column = 0; column < columns; column++) {
                        const double found = get(number, out, column * rows + row),
                                     wanted = get(number, in, row * stride + column);
                        CHECK(found == wanted, "%s, turn %zu x %zu, stride %zu: %g, not %g", cpu_path_name(kernels->path),
                              rows, columns, stride, found, wanted);
                    }
                CHECK(get(number, out, rows * columns) == -1, "turn writes too far");
                free(in), free(out);
            }
}

static void steps(const struct kernels *kernels, enum number number)
{
    const struct step_numbers n = {0.01, 0.02, 0.9, 0.8, 0.99, 0.95, 1e-3, 0.5};
    for (int kind = 0; kind < STEP_COUNT; kind++)
        for (size_t count = 0; count < 40; count++) {
            double w[40], g[40], m[40], v[40], decay[40], before[4][40];
            for (size_t i = 0; i < 40; i++) {
                put(number, w, i, draw_unit()), put(number, g, i, draw_unit() - 0.5), put(number, m, i, draw_unit());
                put(number, v, i, draw_unit()), put(number, decay, i, draw_unit());
                before[0][i] = get(number, w, i), before[1][i] = get(number, g, i);
                before[2][i] = get(number, m, i), before[3][i] = get(number, v, i);
            }
            kernels->steps[number][kind](w, g, m, v, decay, &n, count);
            for (size_t i = 0; i < 40; i++) {
                double W = before[0][i], G = n.scale * before[1][i], M = before[2][i], U = before[3][i];
                if (i < count && kind == STEP_sgd)
                    W -= n.rate * G;
                if (i < count && (kind == STEP_momentum || kind == STEP_nesterov)) {
                    U = n.momentum * U - n.rate * G;
                    W += kind == STEP_momentum ? U : n.momentum * U - n.rate * G;
                }
                if (i < count && kind == STEP_rmsprop) {
                    U = n.rho * U + (1 - n.rho) * G * G;
                    W -= n.rate * G / (sqrt(U) + n.epsilon);
                }
                if (i < count && (kind == STEP_adam || kind == STEP_adamw)) {
                    M = n.beta_1 * M + (1 - n.beta_1) * G, U = n.beta_2 * U + (1 - n.beta_2) * G * G;
                    if (kind == STEP_adamw)
                        W -= n.rate * get(number, decay, i) * W;
                    W -= n.corrected * M / (sqrt(U) + n.epsilon);
                }
                const double tolerance = number == NUMBER_FLOAT ? 1e-6 : 1e-14;
                CHECK(fabs(get(number, w, i) - W) < tolerance && fabs(get(number, m, i) - M) < tolerance &&
                          fabs(get(number, v, i) - U) < tolerance,
                      "%s, step %d, element %zu of %zu: w %g, not %g", cpu_path_name(kernels->path), kind, i, count, get(number, w, i), W);
            }
        }
}

int main(void)
{
    CHECK(map_named("softplus") == MAP_softplus && map_named("no such") == -1, "names");
    CHECK(cpu_path_named("avx2") == PATH_AVX2 && cpu_path_named("sse9") == -1, "names of paths");
    for (int path = 0; path < PATH_COUNT; path++)
        if (cpu_supports((enum cpu_path)path))
            for (int number = 0; number < NUMBER_COUNT; number++) {
                const struct kernels *kernels = kernels_of((enum cpu_path)path);
                unaries(kernels, (enum number)number);
                binaries(kernels, (enum number)number);
                folds(kernels, (enum number)number);
                spreads(kernels, (enum number)number);
                turns(kernels, (enum number)number);
                steps(kernels, (enum number)number);
            }
    return report("maps");
}
