#include "pace.h"

/* Seconds after which a choice is looked at, or one run where that takes longer: time enough for a few runs of those that
 * are worth threads. A trial that lost time is paid back PAYBACK times before the next one, and each time that changes
 * nothing it is paid back for longer. */
static const double WINDOW = 1e-3, PAYBACK = 20, MOST_PATIENCE = 16;
/* What is faster by less than this is not worth a change. */
static const double CLEARLY = 0.97;

void pace_begin(struct pace *pace, int most)
{
    *pace = (struct pace){.most = most, .patience = 1};
    while (pace->choices < PACE_CHOICES && most >> pace->choices)
        pace->choices++;
}

int pace_threads(const struct pace *pace)
{
    return pace->most >> pace->tried;
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

static void keep(struct pace *pace, int choice)
{
    if (choice != pace->kept)
        pace->patience = 1;
    pace->kept = pace->tried = choice;
}

static void rest(struct pace *pace, double lost)
{
    pace->waited = 0;
    pace->wait = PAYBACK * pace->patience * (lost > WINDOW ? lost : WINDOW);
}

/* A trial is over. */
static void judge(struct pace *pace, double lost)
{
    if (pace->cost[pace->tried] < CLEARLY * pace->cost[pace->kept]) {
        keep(pace, pace->tried);
    } else {
        pace->tried = pace->kept;
        pace->patience = pace->patience < MOST_PATIENCE ? 2 * pace->patience : MOST_PATIENCE;
    }
    rest(pace, lost);
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
    const double spent = pace->spent, mean = spent / pace->runs;
    const int runs = pace->runs;
    pace->cost[pace->tried] = mean;
    pace->spent = 0;
    pace->runs = 0;
    if (pace->tried != pace->kept) {
        judge(pace, spent - runs * pace->cost[pace->kept]);
        return;
    }
    /* What ran well once and does not any more gives way to what is known to be better. */
    for (int choice = pace->kept - 1; choice <= pace->kept + 1; choice += 2)
        if (choice >= 0 && choice < pace->choices && pace->cost[choice] > 0 && pace->cost[choice] < CLEARLY * mean) {
            keep(pace, choice);
            rest(pace, spent - runs * pace->cost[choice]);
            return;
        }
    if (pace->waited >= pace->wait)
        pace->tried = neighbour(pace);
}
