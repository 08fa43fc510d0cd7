/* A program from its opening to its closing, and the steps of an epoch. */
#include "engine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "load.h"

const char *bp_version(void) { return BP_VERSION; }

int64_t bp_format(void) { return BP_FORMAT; }

const char *bp_path_name(int64_t number) {
    for (int path = 0; path < PATH_COUNT; path++)
        if (cpu_supports((enum cpu_path)path) && number-- == 0) return cpu_path_name((enum cpu_path)path);
    return NULL;
}

int bp_open(const int64_t *program, int64_t words, const bp_array *arrays, int64_t count, int64_t threads,
            const char *path, bp_engine **opened, char *message, int64_t room) {
    *opened = NULL;
    const int chosen = path && *path ? cpu_path_named(path) : (int)cpu_best();
    if (chosen < 0 || !cpu_supports((enum cpu_path)chosen)) {
        bp_say(message, room, "this processor does not have the path %s", path);
        return BP_REFUSED;
    }
    bp_engine *engine = calloc(1, sizeof *engine);
    if (!engine) {
        bp_say(message, room, "there is no memory for an engine");
        return BP_NO_MEMORY;
    }
    engine->threads = threads < 1 ? 1 : threads > BP_THREADS ? BP_THREADS : (int)threads;
    engine->kernels = kernels_of((enum cpu_path)chosen);
    const int status = bp_load(engine, program, words, arrays, count, message, room);
    bool shared = false;
    for (int64_t i = 0; status == BP_DONE && i < engine->lists; i++)
        shared = shared || engine->list[i].pace.most > 1;
    /* Where no threads can be had, one does it all. */
    if (shared) engine->team = team_start(engine->threads);
    for (int64_t i = 0; shared && !engine->team && i < engine->lists; i++) pace_begin(&engine->list[i].pace, 1);
    if (status != BP_DONE)
        bp_close(engine);
    else
        *opened = engine;
    return status;
}

void bp_close(bp_engine *engine) {
    if (!engine) return;
    if (engine->team) team_end(engine->team);
    bp_free_kept(engine);
    free(engine);
}

int64_t bp_work(const bp_engine *engine) { return engine->work; }

int bp_run(bp_engine *engine, int64_t list, char *message, int64_t room) {
    if (list < 0 || list >= engine->lists) {
        bp_say(message, room, "there is no list %lld", (long long)list);
        return BP_REFUSED;
    }
    const unsigned long denormals = denormals_flush();
    struct pace *pace = &engine->list[list].pace;
    const double begin = pace->most > 1 ? bp_seconds() : 0;
    bp_run_list(engine, &engine->list[list], pace_threads(pace));
    if (pace->most > 1) pace_took(pace, bp_seconds() - begin);
    denormals_restore(denormals);
    return BP_DONE;
}
