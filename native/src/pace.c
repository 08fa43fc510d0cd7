#include "pace.h"

/* Seconds after which the clock is looked at, or one run where that takes longer: time enough for a few runs of those that
 * are worth threads. A trial that lost time is paid back PAYBACK times before the next one, and each time that changes
 * nothing it is paid back for longer; after a change it is paid back for a shorter time, since what brought it may pass. */
static const double WINDOW = 1e-3, PAYBACK = 20, LEAST_PATIENCE = 0.25, MOST_PATIENCE = 16;
/* What is faster by less than this is not worth a change, and what is slower by more than that needs no second look. */
static const double CLEARLY = 0.97, HOPELESS = 1.5;
/* Looks in a row that tell a change from a stray one. */
enum { SLOWER = 3 };

void pace_begin(struct pace *pace, int most)
{
    *pace = (struct pace){.most = most, .patience = 1};
    while (pace->choices < PACE_CHOICES && most >> pace->choices)
        pace->choices++;
}

/* Both are looked at in turn, so that what else the machine does meets both. */
static int turn_of_other(const struct pace *pace)
{
    return pace->tried != pace->kept && pace->other.looks == pace->mine.looks;
}

int pace_threads(const struct pace *pace)
{
    return pace->most >> (turn_of_other(pace) ? pace->tried : pace->kept);
}

/* The choice beside the one that is kept which was not tried last. */
static int neighbour(struct pace *pace)
{
    pace->side = !pace->side;
    const int fewer = pace->kept + 1, more = pace->kept - 1;
    if (more < 0)
        return fewer;
    return fewer == pace->choices || pace->side ? more : fewer;
}

static void try(struct pace *pace, int choice)
{
    pace->tried = choice;
    pace->mine.looks = pace->other.looks = 0;
    pace->lost = 0;
    pace->slower = 0;
}

/* The median: one look in a few meets something else that runs. */
static double typical(const struct pace_seen *seen)
{
    for (int i = 0; i < seen->looks; i++) {
        int below = 0, same = 0;
        for (int j = 0; j < seen->looks; j++) {
            below += seen->cost[j] < seen->cost[i];
            same += seen->cost[j] == seen->cost[i];
        }
        if (below <= seen->looks / 2 && below + same > seen->looks / 2)
            return seen->cost[i];
    }
    return 0;
}

/* A trial is over. */
static void judge(struct pace *pace, double last)
{
    const double mine = typical(&pace->mine), other = typical(&pace->other);
    pace->cost[pace->kept] = mine;
    pace->cost[pace->tried] = other;
    const int better = other < CLEARLY * mine;
    pace->patience = better ? LEAST_PATIENCE : pace->patience < MOST_PATIENCE ? 2 * pace->patience : MOST_PATIENCE;
    if (better)
        pace->kept = pace->tried;
    try(pace, pace->kept);
    pace->waited = 0;
    pace->wait = PAYBACK * pace->patience * (!better && pace->lost > last ? pace->lost : last);
}

static void look_at_trial(struct pace *pace, double cost, double spent, int runs)
{
    if (turn_of_other(pace)) {
        pace->other.cost[pace->other.looks++] = cost;
        pace->lost += spent - runs * pace->cost[pace->kept];
        return;
    }
    pace->mine.cost[pace->mine.looks++] = cost;
    const int hopeless = pace->other.cost[pace->other.looks - 1] > HOPELESS * cost;
    if (hopeless || pace->mine.looks == PACE_ROUNDS)
        judge(pace, spent);
}

/* Another choice is tried when it is time, or at once where it was faster before. */
static void watch(struct pace *pace, double cost)
{
    int faster = -1;
    for (int choice = pace->kept - 1; choice <= pace->kept + 1; choice += 2)
        if (choice >= 0 && choice < pace->choices && pace->cost[choice] > 0 && pace->cost[choice] < CLEARLY * cost)
            faster = choice;
    pace->slower = faster < 0 ? 0 : pace->slower + 1;
    pace->cost[pace->kept] = cost;
    if (pace->slower == SLOWER)
        try(pace, faster);
    else if (pace->waited >= pace->wait)
        try(pace, neighbour(pace));
}

void pace_took(struct pace *pace, double seconds)
{
    if (pace->choices < 2)
        return;
    pace->spent += seconds;
    pace->waited += seconds;
    pace->runs++;
    if (pace->spent < WINDOW)
        return;
    const double spent = pace->spent;
    const int runs = pace->runs;
    pace->spent = 0;
    pace->runs = 0;
    if (pace->tried != pace->kept)
        look_at_trial(pace, spent / runs, spent, runs);
    else
        watch(pace, spent / runs);
}
