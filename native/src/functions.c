/* What the numbers of functions mean. */
#include "program.h"

static const struct {
    const char *name;
    int operands;
} FUNCTIONS[MAP_COUNT] = {
#define X(name, operands) {#name, operands},
    MAPS(X)
#undef X
};

const char *bp_function_name(int64_t number) { return number >= 0 && number < MAP_COUNT ? FUNCTIONS[number].name : NULL; }

int bp_function_operands(int function) { return FUNCTIONS[function].operands; }

enum map bp_fold_join(int fold) {
    static const enum map JOINS[FOLD_COUNT] = {MAP_add, MAP_multiply, MAP_max2, MAP_min2};
    return JOINS[fold];
}
