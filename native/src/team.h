/* Threads of the engine's own, which run one function together and meet at barriers. */
#ifndef BACKPROOF_TEAM_H
#define BACKPROOF_TEAM_H

struct team;

/* A member's number is in [0, team_size); the caller of team_run is member 0. */
typedef void (*team_work)(void *context, struct team *team, int member);

/* A team of `size` members, of which one is whoever calls team_run; null where threads or memory cannot be had. */
struct team *team_start(int size);
void team_end(struct team *team);
int team_size(const struct team *team);

/* Runs work on the first `members` members and returns when all are done. After a fork the child has no threads: team_run
 * starts them anew there. Returns 0, or -1 where that failed. */
int team_run(struct team *team, int members, team_work work, void *context);

/* Waits until all members of this run are here; what they wrote before is seen after it. Spins briefly, then sleeps. */
void team_barrier(struct team *team);

/* Denormal numbers count as zero from here on in this thread; the state before, for denormals_restore. */
unsigned long denormals_flush(void);
void denormals_restore(unsigned long state);

#endif
