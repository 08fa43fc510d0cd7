/* Steps of the optimisers, in one pass over parameters, gradients and moments.
 *
 * The equations are those of backproof.train.optimisers, and so are the names. A gradient is multiplied by `scale`
 * before anything else (clipping); `decay` has a rate for each parameter, or is null.
 */
#ifndef BACKPROOF_OPTIM_H
#define BACKPROOF_OPTIM_H

#include <stddef.h>

enum step { STEP_sgd, STEP_momentum, STEP_nesterov, STEP_rmsprop, STEP_adam, STEP_adamw, STEP_COUNT };

struct step_numbers {
    double rate;      /* eta */
    double corrected; /* eta of Adam, with the correction of the bias */
    double momentum;  /* mu */
    double beta_1, beta_2, rho, epsilon;
    double scale;
};

/* w' and the moments m' and v', where they are; momentum keeps v alone, sgd neither. */
typedef void (*step_kernel)(void *w, const void *g, void *m, void *v, const void *decay,
                            const struct step_numbers *numbers, size_t count);

#endif
