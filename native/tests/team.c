/* Each share is done once, a step begins when the one before is done, and a child of the process has threads of its own. */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif
#include "../src/team.h"

#include <sched.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../src/denormals.h"
#include "check.h"

enum { MOST = 8, STEPS = 300, SHARES = 5 };

struct shared {
    int steps, sleeper; /* who sleeps at times, as a thread that the machine has no time for */
    int step, opened;
    long place[SHARES], sums[SHARES];
    int done[MOST]; /* shares, by member */
};

/* Each share writes its own number, and one step later adds up those of all: wrong sums where a step begins too early. */
static int open_step(void *context, int member)
{
    struct shared *shared = context;
    (void)member;
    shared->opened++;
    return shared->step++ < shared->steps ? 1 + shared->step % SHARES : 0;
}

static void add_up(void *context, int share, int member)
{
    struct shared *shared = context;
    if (member == shared->sleeper && shared->step % 100 == 0)
        nanosleep(&(struct timespec){0, 2000000}, NULL); /* long enough for the others to fall asleep */
    shared->done[member]++;
    if (shared->step % SHARES == SHARES - 1) /* all shares are there */
        shared->place[share] = (long)shared->step * (share + 1);
    else if (shared->step % SHARES == 0)
        for (int other = 0; other < SHARES; other++)
            shared->sums[0] += shared->place[other];
}

static void check_sums(struct team *team, int members, int sleeper)
{
    static const struct team_work WORK = {open_step, add_up};
    struct shared shared = {.steps = STEPS, .sleeper = sleeper};
    team_run(team, members, &WORK, &shared);
    long wanted = 0, shares = 0, done = 0;
    for (int step = 1; step <= STEPS; step++) {
        shares += 1 + step % SHARES;
        if (step % SHARES == 0)
            wanted += (step - 1) * SHARES * (SHARES + 1) / 2;
    }
    for (int member = 0; member < MOST; member++) {
        done += shared.done[member];
        CHECK(member < members || !shared.done[member], "member %d of %d takes no part", member, members);
    }
    CHECK(shared.opened == STEPS + 1, "%d steps were opened, not %d", shared.opened, STEPS + 1);
    CHECK(done == shares, "%ld shares were done, not %ld", done, shares);
    CHECK(shared.sums[0] == wanted, "%d members have %ld, not %ld", members, shared.sums[0], wanted);
}

static volatile double tiny = 1e-310;
static int denormals(void) { return tiny * 0.5 > 0; }

/* Every member takes one share of as many as there are: the first waits until all are there. */
struct gathering {
    int members, opened, seen[MOST], own[MOST];
    atomic_int here;
};

static int open_gathering(void *context, int member)
{
    struct gathering *all = context;
    (void)member;
    return all->opened++ ? 0 : all->members;
}

static void see_denormals(void *context, int share, int member)
{
    struct gathering *all = context;
    all->own[member] = share == member;
    all->seen[member] = 1 + denormals();
    atomic_fetch_add(&all->here, 1);
    while (atomic_load(&all->here) < all->members)
        sched_yield();
}

int main(void)
{
    CHECK(team_start(0) == NULL && team_start(100000) == NULL, "sizes that cannot be");
    for (int size = 1; size <= 4; size++) {
        struct team *team = team_start(size);
        CHECK(team != NULL && team_size(team) == size, "a team of %d", size);
        if (!team)
            continue;
        for (int round = 0; round < 6; round++) /* some members only, then all */
            for (int members = 1; members <= size; members++)
                check_sums(team, members, round == 0 ? 0 : round == 1 ? members - 1 : -1);
#if !defined(__SANITIZE_THREAD__)
        const pid_t child = fork();
        if (child == 0) {
            failures = 0;
            check_sums(team, size, -1);
            team_end(team);
            _exit(failures != 0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a child of the process has threads of its own");
        check_sums(team, size, -1);
#endif
        const unsigned long state = denormals_flush();
        struct gathering all = {.members = size};
        team_run(team, size, &(struct team_work){open_gathering, see_denormals}, &all);
        denormals_restore(state);
        for (int member = 0; member < size; member++) {
            CHECK(all.seen[member] == 1, "member %d flushes denormals", member);
            CHECK(all.own[member], "member %d does its own share", member);
        }
        CHECK(denormals(), "the state before is restored");
        team_end(team);
    }
    return report("team");
}
