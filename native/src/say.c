#include <stdarg.h>
#include <stdio.h>

#include "program.h"

void bp_say(char *message, int64_t room, const char *format, ...) {
    if (!message || room <= 0) return;
    va_list values;
    va_start(values, format);
    vsnprintf(message, (size_t)room, format, values);
    va_end(values);
}
