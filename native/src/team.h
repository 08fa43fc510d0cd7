/* Threads of the engine's own, which take shares of the work as they come.
 *
 * Nobody waits for a thread that is not there: a share is done by whoever takes it first, and a thread that the machine
 * has no time for takes none. So a run ends as soon as all shares are done, by the caller alone if need be.
 */
#ifndef BACKPROOF_TEAM_H
#define BACKPROOF_TEAM_H

struct team;

/* Work in steps, each of which needs what the one before has written. */
struct team_work {
    /* Opens the next step, when everything before it is done: one member calls it, whichever. It returns how many shares
     * the step has, up to TEAM_SHARES; 0 where there is nothing more to do. */
    int (*open)(void *context, int member);
    /* One share of the step that is open. A member's number is in [0, team_size); the caller of team_run is member 0. */
    void (*share)(void *context, int share, int member);
};

enum { TEAM_SHARES = 255 };

/* A team of `size` members, of which one is whoever calls team_run; null where threads or memory cannot be had. */
struct team *team_start(int size);
void team_end(struct team *team);
int team_size(const struct team *team);

/* Runs all of the work with up to `members` members and returns when it is done. After a fork the child has no threads:
 * team_run starts them anew there, and where that fails the caller does everything. */
void team_run(struct team *team, int members, const struct team_work *work, void *context);

#endif
