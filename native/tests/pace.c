/* The number of threads follows what runs take, and trials of others take a small part of the time. */
#include "../src/pace.h"

#include "check.h"

/* Seconds of a run by the number of threads, from some time on. */
struct machine {
    double until, seconds[9];
    double strays; /* the part of the runs that something else makes twice as long */
};

struct told {
    double seconds, wasted; /* beyond what the fastest number would have taken */
    int threads;            /* the number that ran most at the end of each part */
};

static struct told follow(struct pace *pace, const struct machine *machine, double *clock, double noise)
{
    struct told told = {0};
    int late[9] = {0};
    const double begun = *clock;
    double best = 1;
    for (int threads = 1; threads <= pace->most; threads++)
        if (machine->seconds[threads] > 0 && machine->seconds[threads] < best)
            best = machine->seconds[threads];
    while (*clock < machine->until) {
        const int threads = pace_threads(pace);
        const double stray = draw_unit() < machine->strays ? 2 : 1;
        const double seconds = stray * machine->seconds[threads] * (1 + noise * (draw_unit() - 0.5));
        pace_took(pace, seconds);
        *clock += seconds;
        told.seconds += seconds;
        told.wasted += seconds - stray * best;
        if (*clock > (begun + machine->until) / 2)
            late[threads]++;
    }
    for (int threads = 1; threads <= 8; threads++)
        if (late[threads] > late[told.threads])
            told.threads = threads;
    return told;
}

static void check_part(struct pace *pace, struct machine machine, double *clock, int wanted, double most)
{
    for (int noisy = 1; noisy >= 0; noisy--) { /* the noisy one on a copy */
        struct pace copy = *pace;
        double time = *clock;
        const struct told told = follow(noisy ? &copy : pace, &machine, noisy ? &time : clock, 0.2 * noisy);
        CHECK(told.threads == wanted, "%d threads run, not %d, noise %d", told.threads, wanted, noisy);
        CHECK(told.wasted < (most + 0.1 * noisy) * told.seconds, "%g of the time is lost, noise %d",
              told.wasted / told.seconds, noisy);
    }
}

int main(void)
{
    struct pace pace;
    double clock = 0;
    pace_begin(&pace, 1);
    CHECK(pace_threads(&pace) == 1, "one thread has no choice");
    pace_took(&pace, 1);
    CHECK(pace_threads(&pace) == 1, "one thread has no choice, whatever it takes");

    /* Two threads pay; then another process comes, with which they are twenty times as slow as one; then it goes. */
    pace_begin(&pace, 2);
    CHECK(pace_threads(&pace) == 2, "it begins with all threads");
    check_part(&pace, (struct machine){1, {0, 36e-6, 25e-6}, 0}, &clock, 2, 0.03);
    check_part(&pace, (struct machine){2, {0, 40e-6, 700e-6}, 0}, &clock, 1, 0.06);
    check_part(&pace, (struct machine){4, {0, 36e-6, 25e-6}, 0}, &clock, 2, 0.1);

    /* Steps of a tenth of a second: each trial is one step. */
    pace_begin(&pace, 2);
    check_part(&pace, (struct machine){clock + 20, {0, 0.2, 0.1}, 0}, &clock, 2, 0.03);

    /* Each fifth step is met by something else, with whatever number of threads. */
    pace_begin(&pace, 2);
    check_part(&pace, (struct machine){clock + 10, {0, 1.4e-3, 1.1e-3}, 0.3}, &clock, 2, 0.04);

    /* Of eight, four are best, and after that one. */
    pace_begin(&pace, 8);
    check_part(&pace, (struct machine){clock + 2, {0, 100e-6, 60e-6, 0, 40e-6, 0, 0, 0, 45e-6}, 0}, &clock, 4, 0.05);
    check_part(&pace, (struct machine){clock + 2, {0, 100e-6, 200e-6, 0, 400e-6, 0, 0, 0, 800e-6}, 0}, &clock, 1, 0.15);
    return report("pace");
}
