#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* sched_getaffinity */
#endif
#include "team.h"

#include <stdlib.h>

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>
#endif

/* Flush to zero and denormals are zero: Intel's manual, volume 1, 10.2.3; Arm's manual, FPCR.FZ. */
unsigned long denormals_flush(void)
{
#if defined(__x86_64__) || defined(_M_X64)
    const unsigned before = _mm_getcsr();
    _mm_setcsr(before | 0x8040);
    return before;
#elif defined(__GNUC__) && defined(__aarch64__)
    unsigned long before;
    __asm__ volatile("mrs %0, fpcr" : "=r"(before));
    __asm__ volatile("msr fpcr, %0" : : "r"(before | 1ul << 24));
    return before;
#else
    return 0;
#endif
}

void denormals_restore(unsigned long state)
{
#if defined(__x86_64__) || defined(_M_X64)
    _mm_setcsr((unsigned)state);
#elif defined(__GNUC__) && defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"(state));
#else
    (void)state;
#endif
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
int team_run(struct team *team, int members, team_work work, void *context)
{
    (void)members;
    work(context, team, 0);
    return 0;
}
void team_barrier(struct team *team) { (void)team; }

#else

#include <pthread.h>
#include <sched.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <unistd.h>

/* Turns of waiting before a thread sleeps, some tens of microseconds; waking takes as long. */
enum { TURNS = 2000, LINE = 64, MOST = 255 };

struct member {
    struct team *team;
    pthread_t thread;
    unsigned seen; /* the call that was seen last */
    int number;
};

/* What one thread writes and others read stands in lines of its own. */
struct team {
    alignas(LINE) atomic_uint call; /* a count in the upper bits, how many members in the lowest eight */
    alignas(LINE) atomic_uint left; /* members that are not done with the call */
    alignas(LINE) atomic_uint here; /* members at the barrier */
    alignas(LINE) atomic_uint phase;
    alignas(LINE) atomic_uint asleep;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    team_work work;
    void *context;
    int size, members, started, turns;
    atomic_int ending;
    pid_t process;
    struct member *member;
};

static void pause_briefly(void)
{
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/* Returns when the word is not `old` any more. */
static void wait_for_change(struct team *team, atomic_uint *word, unsigned old)
{
    for (int turn = 0; turn < team->turns; turn++) {
        if (atomic_load_explicit(word, memory_order_acquire) != old)
            return;
        pause_briefly();
    }
    pthread_mutex_lock(&team->lock);
    atomic_fetch_add(&team->asleep, 1);
    while (atomic_load(word) == old)
        pthread_cond_wait(&team->changed, &team->lock);
    atomic_fetch_sub(&team->asleep, 1);
    pthread_mutex_unlock(&team->lock);
}

/* To be called after a word has changed. Either the sleeper has seen the change, or its count is seen here. */
static void wake(struct team *team)
{
    if (atomic_load(&team->asleep) == 0)
        return;
    pthread_mutex_lock(&team->lock);
    pthread_cond_broadcast(&team->changed);
    pthread_mutex_unlock(&team->lock);
}

static void *serve(void *argument)
{
    struct member *self = argument;
    struct team *team = self->team;
    denormals_flush();
    for (;;) {
        wait_for_change(team, &team->call, self->seen);
        self->seen = atomic_load(&team->call);
        if (atomic_load(&team->ending))
            return NULL;
        /* Who does not take part reads nothing else: the next call may be under way already. */
        if (self->number < (int)(self->seen & MOST)) {
            team->work(team->context, team, self->number);
            if (atomic_fetch_sub(&team->left, 1) == 1)
                wake(team);
        }
    }
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

static void finish(struct team *team)
{
    atomic_store(&team->ending, 1);
    atomic_fetch_add(&team->call, MOST + 1);
    wake(team);
    for (int number = 1; number <= team->started; number++)
        pthread_join(team->member[number].thread, NULL);
    team->started = 0;
}

/* Threads sleep through signals: those are for the caller. */
static int begin(struct team *team)
{
    if (pthread_mutex_init(&team->lock, NULL) != 0)
        return -1;
    if (pthread_cond_init(&team->changed, NULL) != 0) {
        pthread_mutex_destroy(&team->lock);
        return -1;
    }
    atomic_store(&team->here, 0);
    atomic_store(&team->left, 0);
    atomic_store(&team->asleep, 0);
    atomic_store(&team->ending, 0);
    team->process = getpid();
    team->turns = processors() >= team->size ? TURNS : 0;
    team->started = 0;
    for (int number = 1; number < team->size; number++) {
        struct member *member = &team->member[number];
        *member = (struct member){team, 0, atomic_load(&team->call), number};
        if (pthread_create(&member->thread, NULL, serve, member) != 0) {
            finish(team);
            pthread_cond_destroy(&team->changed);
            pthread_mutex_destroy(&team->lock);
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
    atomic_init(&team->call, 0);
    atomic_init(&team->left, 0);
    atomic_init(&team->here, 0);
    atomic_init(&team->phase, 0);
    atomic_init(&team->asleep, 0);
    atomic_init(&team->ending, 0);
    team->size = size;
    team->members = 1;
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
    if (team->process == getpid()) {
        finish(team);
        pthread_cond_destroy(&team->changed);
        pthread_mutex_destroy(&team->lock);
    }
    free(team->member);
    free(team);
}

int team_size(const struct team *team) { return team->size; }

int team_run(struct team *team, int members, team_work work, void *context)
{
    if (members < 1 || members > team->size)
        members = team->size;
    team->members = members;
    if (members > 1) {
        if (team->process != getpid() && begin(team) != 0)
            return -1;
        team->work = work;
        team->context = context;
        atomic_store(&team->left, (unsigned)members - 1);
        const unsigned count = atomic_load(&team->call) / (MOST + 1) + 1;
        atomic_store(&team->call, count * (MOST + 1) + (unsigned)members);
        wake(team);
    }
    work(context, team, 0);
    for (unsigned left; members > 1 && (left = atomic_load(&team->left)) != 0;)
        wait_for_change(team, &team->left, left);
    return 0;
}

void team_barrier(struct team *team)
{
    if (team->members == 1)
        return;
    const unsigned phase = atomic_load(&team->phase);
    if (atomic_fetch_add(&team->here, 1) + 1 == (unsigned)team->members) {
        atomic_store(&team->here, 0);
        atomic_store(&team->phase, phase + 1);
        wake(team);
    } else {
        wait_for_change(team, &team->phase, phase);
    }
}

#endif
