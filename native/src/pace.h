/* How many threads run something that is run again and again: the number for which it takes least time, which changes with
 * what else the machine does. Results do not depend on it. */
#ifndef BACKPROOF_PACE_H
#define BACKPROOF_PACE_H

enum { PACE_CHOICES = 8, PACE_ROUNDS = 5 };

/* Seconds of a run, by looks at the clock. */
struct pace_seen {
    int looks;
    double cost[PACE_ROUNDS];
};

/* Numbers of threads are `most`, half of that, and so on, down to one. */
struct pace {
    int most, choices;
    int kept, tried;             /* choices: the fastest so far, and the one that is tried beside it, or the same */
    struct pace_seen mine, other; /* what both take, in turn, while another one is tried */
    double lost;                 /* seconds that the trial cost */
    double cost[PACE_CHOICES];   /* seconds of a run, when it was tried last; 0 where that is not known */
    double spent;                /* seconds of the runs since the clock was last looked at, */
    int runs;                    /* and how many */
    int slower;                  /* looks in a row at which a neighbour was faster when it was tried last */
    double waited, wait;         /* seconds since the last trial, and until the next one */
    double patience;
    int side;                    /* whether the next trial is one of more threads or of fewer */
};

void pace_begin(struct pace *pace, int most);
/* The number of threads for the next run. */
int pace_threads(const struct pace *pace);
/* A run with that number took so many seconds. */
void pace_took(struct pace *pace, double seconds);

#endif
