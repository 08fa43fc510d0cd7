#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* sched_getaffinity */
#endif
#include "team.h"

#include <stdlib.h>

#include "denormals.h"

/* All of it by the caller. */
static void run_alone(const struct team_work *work, void *context)
{
    for (int shares; (shares = work->open(context, 0)) > 0;)
        for (int share = 0; share < shares; share++)
            work->share(context, share, 0);
}

#if defined(_WIN32)

/* No threads there yet: a team of one. */
struct team {
    int size;
};

struct team *team_start(int size)
{
    struct team *team = size == 1 ? malloc(sizeof *team) : NULL;
    if (team)
        team->size = size;
    return team;
}

void team_end(struct team *team) { free(team); }
int team_size(const struct team *team) { return team->size; }
void team_run(struct team *team, int members, const struct team_work *work, void *context)
{
    (void)team, (void)members;
    run_alone(work, context);
}

#else

#include <pthread.h>
#include <sched.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Turns of waiting before a thread sleeps: some fifty microseconds, as long as waking takes and what one member does alone
 * between two steps. */
enum { TURNS = 2000, LINE = 64, MOST = TEAM_SHARES };

/* How many steps were opened, and how many shares this one has: one word, so that the two belong together. */
typedef uint64_t ticket;
static uint64_t opened_of(ticket t) { return t >> 16; }
static int shares_of(ticket t) { return (int)(t & 0xffff); }

struct member {
    struct team *team;
    pthread_t thread;
    int number;
};

/* The last step in which a share was taken: who is late finds it taken, since no step ends before all of its shares are. */
struct claim {
    alignas(LINE) _Atomic uint64_t step;
};

/* Where threads sleep, and how many do. */
struct room {
    pthread_cond_t changed;
    atomic_uint asleep;
};

/* What one thread writes and others read stands in lines of its own. */
struct team {
    alignas(LINE) _Atomic ticket ticket;
    alignas(LINE) atomic_int done; /* shares of the step that is open */
    alignas(LINE) atomic_int members; /* who may take shares */
    pthread_mutex_t lock;
    struct room pause, bench; /* for those who wait for the next step, and for those who take no part */
    const struct team_work *work;
    void *context;
    int size, started, turns;
    bool alone; /* threads could not be had after a fork */
    atomic_bool ending;
    pid_t process;
    struct member *member;
    struct claim claim[TEAM_SHARES];
};

static void pause_briefly(void)
{
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/* To be called after a change. Either the sleeper has seen it, or its count is seen here. */
static void wake(struct team *team, struct room *room)
{
    if (atomic_load(&room->asleep) == 0)
        return;
    pthread_mutex_lock(&team->lock);
    pthread_cond_broadcast(&room->changed);
    pthread_mutex_unlock(&team->lock);
}

/* Sleeps until the condition is false. */
#define SLEEP_WHILE(team, room, condition)                                                                             \
    do {                                                                                                               \
        pthread_mutex_lock(&(team)->lock);                                                                             \
        atomic_fetch_add(&(room)->asleep, 1);                                                                          \
        while (condition)                                                                                              \
            pthread_cond_wait(&(room)->changed, &(team)->lock);                                                        \
        atomic_fetch_sub(&(room)->asleep, 1);                                                                          \
        pthread_mutex_unlock(&(team)->lock);                                                                           \
    } while (0)

/* Returns when a step after this one is open, or all is over. */
static void wait_for_next(struct team *team, uint64_t opened)
{
    for (int turn = 0; turn < team->turns; turn++) {
        if (opened_of(atomic_load_explicit(&team->ticket, memory_order_acquire)) != opened)
            return;
        pause_briefly();
    }
    SLEEP_WHILE(team, &team->pause, opened_of(atomic_load(&team->ticket)) == opened);
}

/* To be called when all shares are done, by one member. */
static void open_next(struct team *team, int member)
{
    atomic_store_explicit(&team->done, 0, memory_order_relaxed);
    const int shares = team->work->open(team->context, member);
    const uint64_t opened = opened_of(atomic_load_explicit(&team->ticket, memory_order_relaxed)) + 1;
    atomic_store(&team->ticket, opened << 16 | (ticket)shares);
    wake(team, &team->pause);
}

static bool takes(struct team *team, int share, uint64_t step)
{
    uint64_t last = atomic_load_explicit(&team->claim[share].step, memory_order_relaxed);
    return last < step && atomic_compare_exchange_strong(&team->claim[share].step, &last, step);
}

/* Does a share if there is one left, its own if it can: what that reads and writes lies in its cache, when it did the same
 * share of other steps. The ticket that was seen tells which step that was. */
static bool does_share(struct team *team, int member, ticket *seen)
{
    *seen = atomic_load_explicit(&team->ticket, memory_order_acquire);
    const int shares = shares_of(*seen);
    for (int turn = 0, share = member; turn < shares; turn++, share++) {
        if (!takes(team, share % shares, opened_of(*seen)))
            continue;
        team->work->share(team->context, share % shares, member);
        if (atomic_fetch_add(&team->done, 1) + 1 == shares)
            open_next(team, member);
        return true;
    }
    return false;
}

static void *serve(void *argument)
{
    struct member *self = argument;
    struct team *team = self->team;
    denormals_flush();
    while (!atomic_load(&team->ending)) {
        ticket seen;
        if (self->number >= atomic_load(&team->members))
            SLEEP_WHILE(team, &team->bench,
                        self->number >= atomic_load(&team->members) && !atomic_load(&team->ending));
        else if (!does_share(team, self->number, &seen))
            wait_for_next(team, opened_of(seen));
    }
    return NULL;
}

static int processors(void)
{
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return CPU_COUNT(&set);
#endif
    return (int)sysconf(_SC_NPROCESSORS_ONLN);
}

static void destroy(struct team *team)
{
    pthread_cond_destroy(&team->pause.changed);
    pthread_cond_destroy(&team->bench.changed);
    pthread_mutex_destroy(&team->lock);
}

static void finish(struct team *team)
{
    atomic_store(&team->ending, true);
    atomic_fetch_add(&team->ticket, (ticket)1 << 16);
    wake(team, &team->pause);
    wake(team, &team->bench);
    for (int number = 1; number <= team->started; number++)
        pthread_join(team->member[number].thread, NULL);
    team->started = 0;
    destroy(team);
}

/* Threads sleep through signals: those are for the caller. */
static int begin(struct team *team)
{
    if (pthread_mutex_init(&team->lock, NULL) != 0)
        return -1;
    if (pthread_cond_init(&team->pause.changed, NULL) != 0 || pthread_cond_init(&team->bench.changed, NULL) != 0) {
        pthread_mutex_destroy(&team->lock);
        return -1;
    }
    atomic_store(&team->ticket, 0);
    for (int share = 0; share < TEAM_SHARES; share++)
        atomic_store(&team->claim[share].step, 0);
    atomic_store(&team->done, 0);
    atomic_store(&team->pause.asleep, 0);
    atomic_store(&team->bench.asleep, 0);
    atomic_store(&team->members, 1);
    atomic_store(&team->ending, false);
    team->process = getpid();
    team->turns = processors() >= team->size ? TURNS : 0;
    team->started = 0;
    for (int number = 1; number < team->size; number++) {
        struct member *member = &team->member[number];
        *member = (struct member){.team = team, .number = number};
        if (pthread_create(&member->thread, NULL, serve, member) != 0) {
            finish(team);
            return -1;
        }
        team->started = number;
    }
    return 0;
}

struct team *team_start(int size)
{
    if (size < 1 || size > MOST)
        return NULL;
    struct team *team = aligned_alloc(LINE, (sizeof *team + LINE - 1) / LINE * LINE);
    if (!team)
        return NULL;
    team->size = size;
    team->alone = false;
    team->member = calloc((size_t)size, sizeof *team->member);
    if (!team->member || begin(team) != 0) {
        free(team->member);
        free(team);
        return NULL;
    }
    return team;
}

void team_end(struct team *team)
{
    if (!team)
        return;
    /* In a child of the process that started them there is nobody to wait for, and the lock may be held by nobody. */
    if (team->process == getpid() && !team->alone)
        finish(team);
    free(team->member);
    free(team);
}

int team_size(const struct team *team) { return team->size; }

void team_run(struct team *team, int members, const struct team_work *work, void *context)
{
    if (members > 1 && team->process != getpid() && !team->alone)
        team->alone = begin(team) != 0;
    if (members < 2 || team->alone) {
        run_alone(work, context);
        return;
    }
    team->work = work;
    team->context = context;
    if (atomic_load(&team->members) != members) {
        atomic_store(&team->members, members);
        wake(team, &team->bench);
    }
    open_next(team, 0);
    for (ticket seen;;) {
        if (does_share(team, 0, &seen))
            continue;
        if (shares_of(seen) == 0)
            return;
        wait_for_next(team, opened_of(seen));
    }
}

#endif
