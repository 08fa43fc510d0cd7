/* What runs a step, in a few words. */
#include "program.h"

void bp_tell(const bp_engine *engine, int64_t list, int64_t step, char *message, int64_t room) {
    bp_say(message, room, "%s", "");
    if (list < 0 || list >= engine->lists || step < 0 || step >= engine->list[list].count) return;
    const bp_list *from = &engine->list[list];
    const bp_step *told = &from->steps[step];
    const int threads = told->shared ? from->pace.most : 1;
    char how[100];
    if (told->operation == BP_PRODUCT)
        product_tell(told->as.product.prepared, how, sizeof how);
    else if (told->as.block.tile < told->as.block.rows)
        bp_say(how, sizeof how, "%lld rows at a time", (long long)told->as.block.tile);
    else
        bp_say(how, sizeof how, "all at once");
    if (threads > 1)
        bp_say(message, room, "%s, up to %d threads", how, threads);
    else
        bp_say(message, room, "%s", how);
}
