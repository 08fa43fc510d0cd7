#include "maps.h"

#include <string.h>

static const struct {
    const char *name;
    int operands;
} TABLE[MAP_COUNT] = {
#define X(name, operands) {#name, operands},
    MAPS(X)
#undef X
};

int map_named(const char *name)
{
    for (int map = 0; map < MAP_COUNT; map++)
        if (strcmp(TABLE[map].name, name) == 0)
            return map;
    return -1;
}

int map_operands(enum map map) { return TABLE[map].operands; }
