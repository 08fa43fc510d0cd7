/* Members meet at barriers, see what the others wrote, and start anew in a child of the process. */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif
#include "../src/team.h"

#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

enum { MOST = 8, ROUNDS = 300 };

struct shared {
    int members, sleeps;
    long place[MOST];
    long sums[MOST];
};

/* Each writes its own number and then adds up those of all: wrong sums where a barrier lets somebody through. */
static void add_up(void *context, struct team *team, int member)
{
    struct shared *shared = context;
    for (long round = 1; round <= ROUNDS; round++) {
        shared->place[member] = round * (member + 1);
        if (shared->sleeps && round % 100 == 0 && member == 0)
            nanosleep(&(struct timespec){0, 2000000}, NULL); /* long enough for the others to fall asleep */
        team_barrier(team);
        for (int other = 0; other < shared->members; other++)
            shared->sums[member] += shared->place[other];
        team_barrier(team);
    }
}

static void check_sums(struct team *team, int members, int sleeps)
{
    struct shared shared;
    memset(&shared, 0, sizeof shared);
    shared.members = members;
    shared.sleeps = sleeps;
    CHECK(team_run(team, members, add_up, &shared) == 0, "%d members run", members);
    const long wanted = (long)ROUNDS * (ROUNDS + 1) / 2 * members * (members + 1) / 2;
    for (int member = 0; member < members; member++)
        CHECK(shared.sums[member] == wanted, "member %d of %d has %ld, not %ld", member, members, shared.sums[member], wanted);
}

static volatile double tiny = 1e-310;
static int denormals(void) { return tiny * 0.5 > 0; }

static void see_denormals(void *context, struct team *team, int member)
{
    (void)team;
    ((int *)context)[member] = denormals();
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
                check_sums(team, members, round == 0);
#if !defined(__SANITIZE_THREAD__)
        const pid_t child = fork();
        if (child == 0) {
            failures = 0;
            check_sums(team, size, 0);
            team_end(team);
            _exit(failures != 0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a child of the process has threads of its own");
        check_sums(team, size, 0);
#endif
        const unsigned long state = denormals_flush();
        int seen[MOST] = {0};
        team_run(team, size, see_denormals, seen);
        denormals_restore(state);
        for (int member = 0; member < size; member++)
            CHECK(!seen[member], "member %d flushes denormals", member);
        CHECK(denormals(), "the state before is restored");
        team_end(team);
    }
    return report("team");
}
