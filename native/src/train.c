/* The steps of an epoch: shuffle, gather, forward, backward, update, loss. */
#include <math.h>
#include <string.h>

#include "program.h"

static void put(const bp_engine *engine, char *to, int64_t at, double value) {
    if (engine->itemsize == 4)
        ((float *)(void *)to)[at] = (float)value;
    else
        ((double *)(void *)to)[at] = value;
}

static double got(const bp_engine *engine, const char *from) {
    return engine->itemsize == 4 ? (double)*(const float *)(const void *)from : *(const double *)(const void *)from;
}

/* Rows of a batch, by their number among those that count. */
static int64_t row_of(const bp_progress *p, int64_t at) {
    const int64_t row = p->order ? p->order[at] : at;
    return p->chosen ? p->chosen[row] : row;
}

/* A few widths are common, and a copy whose length is known takes no call. */
#define GATHER(width)                                                                                                  \
    case width:                                                                                                        \
        for (int64_t i = begin; i < end; i++) memcpy(g->to + i * width, g->from + row_of(p, at + i) * width, width);   \
        break;

/* Rows [begin, end) of a batch. */
static void gather_rows(const bp_gathered *g, const bp_progress *p, int64_t at, int64_t begin, int64_t end) {
    switch (g->bytes) {
        GATHER(4)
        GATHER(8)
        GATHER(12)
        GATHER(16)
        GATHER(24)
        GATHER(32)
    default:
        for (int64_t i = begin; i < end; i++)
            memcpy(g->to + i * g->bytes, g->from + row_of(p, at + i) * g->bytes, (size_t)g->bytes);
    }
}

/* What each sample counts; the sum of that. */
static double weigh(bp_engine *engine, const bp_progress *p, int64_t at, int64_t length) {
    bp_training *t = &engine->training;
    if (!p->weights) {
        if (t->weighed != length) {
            for (int64_t i = 0; i < length; i++) put(engine, t->weights, i, 1.0 / (double)length);
            if (t->size) put(engine, t->size, 0, (double)length);
            t->weighed = length;
        }
        return (double)length;
    }
    double total = 0;
    for (int64_t i = 0; i < length; i++) total += p->weights[row_of(p, at + i)];
    if (total != 0) {
        for (int64_t i = 0; i < length; i++) put(engine, t->weights, i, p->weights[row_of(p, at + i)] / total);
        if (t->size) put(engine, t->size, 0, total);
    }
    return total;
}

static void draw(const bp_engine *engine, bp_progress *p) {
    const bp_training *t = &engine->training;
    for (int64_t i = 0; i < t->masks; i++) {
        const bp_mask *m = &t->mask[i];
        const double there = 1 / m->kept;
        for (int64_t j = 0; j < m->elements; j++) {
            const bool kept = engine->itemsize == 4 ? bp_random_float(p->words, &p->used) < m->kept
                                                    : bp_random_double(p->words, &p->used) < m->kept;
            put(engine, m->to, j, kept ? there : 0);
        }
    }
}

/* What a gradient that is longer than it may be is shortened by. */
static double clipped(const bp_engine *engine) {
    const bp_training *t = &engine->training;
    if (!(t->clip == t->clip)) return 1;
    double squares = 0;
    for (int64_t i = 0; i < t->gradients; i++) {
        const double g = got(engine, t->gradient + i * engine->itemsize);
        squares += g * g;
    }
    const double norm = sqrt(squares);
    return norm > t->clip && !isinf(norm) ? t->clip / norm : 1;
}

/* A step of training. */
struct stepping {
    bp_engine *engine;
    bp_progress *progress;
    int64_t at, length; /* the rows of the batch */
    double weight;
    const bp_list *list;
};

static void gather(const struct stepping *s, int64_t begin, int64_t end) {
    const bp_training *t = &s->engine->training;
    for (int64_t i = 0; i < t->arrays; i++) gather_rows(&t->gathered[i], s->progress, s->at, begin, end);
}

static void gather_share(void *context, int share, int shares) {
    const struct stepping *s = context;
    gather(s, bp_part(s->length, share, shares), bp_part(s->length, share + 1, shares));
}

/* What updates need: some begin before all gradients are there. */
static void begin_step(const struct stepping *s) {
    bp_training *t = &s->engine->training;
    bp_progress *p = s->progress;
    p->step++;
    struct step_numbers *n = &t->optimiser.numbers;
    n->scale = 1;
    n->rate = n->corrected = p->rate;
    for (int64_t i = 0; i < t->numbers; i++) {
        const bp_changing *c = &t->number[i];
        /* The correction of the bias: Kingma & Ba, section 2. */
        if (c->kind == BP_CORRECTED)
            n->corrected =
                p->rate * sqrt(1 - pow(c->b, (double)p->step)) / (1 - pow(c->a, (double)p->step));
        put(s->engine, c->to, 0, c->kind == BP_CONSTANT ? c->a : c->kind == BP_RATE ? p->rate : n->corrected);
    }
}

/* Behind all gradients: the loss, and what they are multiplied by. */
static void begin_update(void *context) {
    struct stepping *s = context;
    bp_training *t = &s->engine->training;
    s->progress->loss += got(s->engine, t->loss) * s->weight;
    s->progress->weight += s->weight;
    t->optimiser.numbers.scale = clipped(s->engine);
}

/* Where the cache does not hold a gradient, the end of it was computed last and is still there: the end comes first. */
static void update(const bp_engine *engine, int64_t begin, int64_t end) {
    const char *gradient = engine->training.gradient;
    enum { HELD = 1 << 19, PART = 1 << 15 }; /* bytes: half of the second cache, and so much at once */
    const int64_t size = engine->itemsize, part = (end - begin) * size > HELD ? PART / size : end - begin;
    while (end - begin > part) {
        bp_update(engine, end - part, part, gradient + (end - part) * size);
        end -= part;
    }
    bp_update(engine, begin, end - begin, gradient + begin * size);
}

static void update_share(void *context, int share, int shares) {
    const struct stepping *s = context;
    for (int64_t i = s->list->ranges - 1; i >= 0; i--) {
        const bp_range *range = &s->list->range[i];
        const int64_t count = range->end - range->begin, begin = bp_part(count, share, shares),
                      end = bp_part(count, share + 1, shares);
        if (begin < end) update(s->engine, range->begin + begin, range->begin + end);
    }
}

static void multiply_gradient(const bp_engine *engine, double factor) {
    const bp_training *t = &engine->training;
    for (int64_t i = 0; factor != 1 && i < t->gradients; i++)
        put(engine, t->gradient, i, factor * got(engine, t->gradient + i * engine->itemsize));
}

/* An optimiser whose equations are a list. It takes the gradient as it is clipped; whoever asks for it takes it as it was. */
static void update_by_list(struct stepping *s, int threads) {
    const bp_training *t = &s->engine->training;
    begin_update(s);
    multiply_gradient(s->engine, t->optimiser.numbers.scale);
    bp_run_list(s->engine, &s->engine->list[t->update], threads);
    multiply_gradient(s->engine, 1 / t->optimiser.numbers.scale);
}

/* Gather, forward, backward and update. */
static void run_step(struct stepping *s, int threads) {
    const bp_list *list = s->list;
    const bp_training *t = &s->engine->training;
    const bool pass = t->optimiser.step;
    begin_step(s);
    if (threads > 1) {
        const bp_task first = {NULL, gather_share, s, true},
                      last = {begin_update, update_share, s, list->behind >= BP_WORTH};
        bp_run_shared(s->engine, list, threads, &first, pass ? &last : NULL);
    } else {
        gather(s, 0, s->length);
        bp_run_calls(s->engine, list);
        if (pass) {
            begin_update(s);
            for (int64_t i = list->ranges - 1; i >= 0; i--) update(s->engine, list->range[i].begin, list->range[i].end);
        }
    }
    if (!pass) update_by_list(s, threads);
}

static bp_list *list_for(const bp_engine *engine, int64_t length) {
    const bp_training *t = &engine->training;
    for (int64_t i = 0; i < t->lengths; i++)
        if (t->length[i] == length) return &engine->list[t->list[i]];
    return NULL;
}

/* The rows that the caller names are looked at when an epoch begins, so that no step has to; he leaves them alone then. */
static bool rows_exist(const bp_training *t, const bp_progress *p) {
    if ((p->chosen && p->counts[0] != t->chosen) || (p->order && p->counts[1] != t->chosen) ||
        (p->weights && p->counts[2] != t->samples) || (!p->chosen && t->chosen != t->samples))
        return false;
    for (int64_t i = 0; p->chosen && i < t->chosen; i++)
        if (p->chosen[i] < 0 || p->chosen[i] >= t->samples) return false;
    for (int64_t i = 0; p->order && i < t->chosen; i++)
        if (p->order[i] < 0 || p->order[i] >= t->chosen) return false;
    return true;
}

static int steps(bp_engine *engine, bp_progress *p, double until, char *message, int64_t room) {
    const bp_training *t = &engine->training;
    int64_t unasked = 1, left = 1;
    double asked = bp_seconds();
    while (p->position < t->chosen) {
        const int64_t at = p->position, rest = t->chosen - at, length = rest < t->batch ? rest : t->batch;
        bp_list *list = list_for(engine, length);
        if (!list) {
            bp_say(message, room, "there is no list for a batch of %lld", (long long)length);
            return BP_REFUSED;
        }
        p->position += length;
        /* The norm of the last one may be asked for; which one that is, weights of the samples decide. */
        engine->training.kept = p->position >= t->chosen || p->weights;
        draw(engine, p);
        const double weight = weigh(engine, p, at, length);
        if (weight == 0) continue;
        struct stepping stepping = {engine, p, at, length, weight, list};
        const bool paced = list->pace.most > 1;
        const int threads = pace_threads(&list->pace);
        const double begun = paced ? bp_seconds() : 0;
        run_step(&stepping, threads);
        if (paced) pace_took(&list->pace, bp_seconds() - begun);
        if (--left > 0) continue;
        /* A look at the clock costs as much as a step of the smallest networks: about one for each millisecond. */
        const double time = bp_seconds();
        if (time >= until) return p->position < t->chosen ? BP_PAUSED : BP_DONE;
        if (time - asked < 1e-3) unasked *= 2;
        else if (unasked > 1) unasked /= 2;
        asked = time;
        left = unasked;
    }
    return BP_DONE;
}

int bp_epoch(bp_engine *engine, bp_progress *progress, double seconds, char *message, int64_t room) {
    const bp_training *t = &engine->training;
    if (!t->present || progress->position < 0 || progress->used < 0) {
        bp_say(message, room, "the program does not train, or its progress is impossible");
        return BP_REFUSED;
    }
    const double until = bp_seconds() + seconds;
    const void *rows[] = {progress->chosen, progress->order, progress->weights};
    if (!progress->position || memcmp(rows, t->rows, sizeof rows) != 0) {
        if (!rows_exist(t, progress)) {
            bp_say(message, room, "a row that is named does not exist");
            return BP_REFUSED;
        }
        memcpy(engine->training.rows, rows, sizeof rows);
    }
    if (!progress->position && progress->order && t->shuffle)
        bp_random_shuffle(progress->words, &progress->used, progress->order, t->chosen);
    const unsigned long denormals = denormals_flush();
    engine->training.under_way = true;
    const int status = steps(engine, progress, until, message, room);
    engine->training.under_way = false;
    denormals_restore(denormals);
    return status;
}
