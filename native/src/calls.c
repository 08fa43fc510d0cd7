/* Lists that one thread runs, as calls with everything at hand: what is looked up again in each step costs as much as the
   arithmetic of a small network. */
#include <string.h>

#include "program.h"

/* Elements of a row from which on it is quicker to call a function for each row than to spread operands over all. */
enum { BP_ROW_OF_CALL = 16 };
enum { CALL_MAP, CALL_FOLD, CALL_ROWS, CALL_TURN, CALL_TILE, CALL_DOTS, CALL_INSTRUCTION, CALL_STEP };

struct bp_call {
    int kind;
    union {
        struct {
            map_kernel run;
            const void *from[BP_OPERANDS - 1];
            ptrdiff_t steps[BP_OPERANDS - 1];
            void *out;
            size_t count;
            size_t rows;
            int operands;
            ptrdiff_t next[BP_OPERANDS]; /* bytes from row to row, those of the result first */
        } map;
        struct {
            fold_kernel run;
            const void *from;
            ptrdiff_t stride;
            size_t rows, columns;
            void *out;
        } fold;
        struct {
            turn_kernel run;
            const void *from;
            ptrdiff_t stride;
            size_t rows, columns;
            void *out;
        } turn;
        struct {
            tile_kernel run;
            struct tile tile;
        } tile;
        struct {
            const struct tiles *tiles;
            struct tile tile;
            size_t rows;
            ptrdiff_t b_column, c_column;
        } dots;
        struct {
            const bp_block *block;
            const bp_instruction *in;
        } instruction;
        const bp_step *step;
    } as;
};

static char *place_of(const bp_engine *engine, const bp_place *place) {
    return place->in_tile ? engine->tile[0] + place->offset : place->base;
}

/* A copy whose operand lies the other way around. */
static void call_turn(const bp_engine *engine, const bp_instruction *in, bp_call *call) {
    if (in->function != MAP_copy || in->loops != 2 || in->stride[1][0] != 1 || in->stride[1][1] <= 1) return;
    call->kind = CALL_TURN;
    call->as.turn.run = engine->kernels->turn[engine->number];
    call->as.turn.from = place_of(engine, &in->place[1]);
    call->as.turn.stride = in->stride[1][1];
    call->as.turn.rows = (size_t)in->extent[1];
    call->as.turn.columns = (size_t)in->extent[0];
    call->as.turn.out = place_of(engine, &in->place[0]);
}

/* Two loops, of which the inner one is long enough for a call of its own. */
static bool by_rows(const bp_instruction *in) {
    bool found = in->loops == 2 && in->extent[1] >= BP_ROW_OF_CALL;
    for (int o = 1; o < in->operands; o++) found = found && in->stride[o][1] <= 1;
    return found;
}

static void run_rows(const bp_call *call) {
    const void *from[BP_OPERANDS - 1];
    char *out = call->as.map.out;
    memcpy(from, call->as.map.from, sizeof from);
    for (size_t row = call->as.map.rows; row; row--) {
        call->as.map.run(from, call->as.map.steps, out, call->as.map.count);
        for (int o = 1; o < call->as.map.operands; o++)
            from[o - 1] = (const char *)from[o - 1] + call->as.map.next[o];
        out += call->as.map.next[0];
    }
}

static void call_map(const bp_engine *engine, const bp_block *block, const bp_instruction *in, bp_call *call) {
    bool plain = in->whole;
    for (int o = 1; o < in->operands; o++) plain = plain && !in->gathered[o];
    const bool rows = !plain && by_rows(in);
    if (!plain && !rows) {
        call_turn(engine, in, call);
        return;
    }
    call->kind = rows ? CALL_ROWS : CALL_MAP;
    call->as.map.run = in->map;
    call->as.map.out = place_of(engine, &in->place[0]);
    call->as.map.count = (size_t)(rows ? in->extent[1] : block->rows * in->count);
    call->as.map.operands = in->operands;
    call->as.map.rows = rows ? (size_t)in->extent[0] : 1;
    for (int o = 1; o < in->operands; o++) {
        call->as.map.from[o - 1] = place_of(engine, &in->place[o]);
        call->as.map.steps[o - 1] = in->loops && in->stride[o][in->loops - 1];
    }
    for (int o = 0; o < in->operands && rows; o++)
        call->as.map.next[o] = in->stride[o][0] * engine->itemsize;
}

/* Of all rows, along the columns of each; or of all columns at once. */
static void call_fold(const bp_engine *engine, const bp_instruction *in, bp_call *call) {
    if (in->kept == 1 && in->loops == 2 && in->stride[1][0] == 1 && in->stride[1][1] != 1) {
        call->kind = CALL_FOLD;
        call->as.fold.run = in->fold_down;
        call->as.fold.from = place_of(engine, &in->place[1]);
        call->as.fold.stride = in->stride[1][1];
        call->as.fold.rows = (size_t)in->extent[1];
        call->as.fold.columns = (size_t)in->extent[0];
        call->as.fold.out = place_of(engine, &in->place[0]);
        return;
    }
    const bool copies = in->loops == in->kept; /* nothing is folded: columns of one number */
    const bool along = in->loops == in->kept + 1 && in->stride[1][in->kept] == 1;
    if (in->kept > 1 || !(along || copies)) return;
    call->kind = CALL_FOLD;
    call->as.fold.run = in->fold;
    call->as.fold.from = place_of(engine, &in->place[1]);
    call->as.fold.stride = in->kept ? in->stride[1][0] : 0;
    call->as.fold.rows = in->kept ? (size_t)in->extent[0] : 1;
    call->as.fold.columns = copies ? 1 : (size_t)in->extent[in->kept];
    call->as.fold.out = place_of(engine, &in->place[0]);
}

static void call_product(const bp_product *product, bp_call *call) {
    const struct prepared *prepared = product->prepared; /* as a whole */
    const struct product *p = &prepared->p;
    if (product->outer) return;
    const bool turned = prepared->turned;
    const struct tile tile = {.depth = p->depth, .a = turned ? product->b.base : product->a.base, .a_row = p->a_row,
                              .a_step = p->a_step, .b = turned ? product->a.base : product->b.base, .b_step = p->b_step,
                              .c = product->c.base, .c_row = p->c_row, .columns = p->columns, .bias = product->bias,
                              .start = p->start};
    if (prepared->strip && prepared->strip >= p->rows) {
        call->kind = CALL_TILE;
        call->as.tile.run = prepared->kernels[p->rows];
        call->as.tile.tile = tile;
    } else if (prepared->single == p->columns && p->b_step == 1) {
        call->kind = CALL_DOTS;
        call->as.dots.tiles = prepared->tiles;
        call->as.dots.tile = tile;
        call->as.dots.rows = p->rows;
        call->as.dots.b_column = p->b_column;
        call->as.dots.c_column = p->c_column;
    }
}

bool bp_make_calls(bp_engine *engine, bp_list *list) {
    int64_t count = 0;
    for (int64_t i = 0; i < list->count; i++) {
        const bp_step *step = &list->steps[i];
        count += step->operation == BP_BLOCK && step->as.block.tile >= step->as.block.rows ? step->as.block.count : 1;
    }
    list->call = bp_keep(engine, count ? count : 1, (int64_t)sizeof *list->call);
    if (!list->call) return false;
    for (int64_t i = 0; i < list->count; i++) {
        const bp_step *step = &list->steps[i];
        const bp_block *block = &step->as.block;
        if (step->operation != BP_BLOCK || block->tile < block->rows) {
            bp_call *call = &list->call[list->calls++];
            *call = (bp_call){.kind = CALL_STEP, .as.step = step};
            if (step->operation == BP_PRODUCT) call_product(&step->as.product, call);
            continue;
        }
        for (int64_t j = 0; j < block->count; j++) {
            const bp_instruction *in = &block->instructions[j];
            bp_call *call = &list->call[list->calls++];
            *call = (bp_call){.kind = CALL_INSTRUCTION, .as.instruction = {block, in}};
            if (in->kind == BP_MAP)
                call_map(engine, block, in, call);
            else if (in->kind == BP_FOLD)
                call_fold(engine, in, call);
        }
    }
    return true;
}

void bp_run_calls(const bp_engine *engine, const bp_list *list) {
    const bp_call *call = list->call;
    for (const bp_call *end = call + list->calls; call < end; call++) {
        switch (call->kind) {
        case CALL_MAP:
            call->as.map.run(call->as.map.from, call->as.map.steps, call->as.map.out, call->as.map.count);
            break;
        case CALL_FOLD:
            call->as.fold.run(call->as.fold.from, call->as.fold.stride, call->as.fold.rows, call->as.fold.columns,
                              call->as.fold.out);
            break;
        case CALL_ROWS:
            run_rows(call);
            break;
        case CALL_TURN:
            call->as.turn.run(call->as.turn.from, call->as.turn.stride, call->as.turn.rows, call->as.turn.columns,
                              call->as.turn.out);
            break;
        case CALL_TILE:
            call->as.tile.run(&call->as.tile.tile);
            break;
        case CALL_DOTS:
            call->as.dots.tiles->dots(&call->as.dots.tile, call->as.dots.rows, call->as.dots.b_column,
                                      call->as.dots.c_column);
            break;
        case CALL_INSTRUCTION:
            bp_run_instruction(engine, call->as.instruction.block, call->as.instruction.in);
            break;
        default:
            bp_run_step(engine, call->as.step);
        }
    }
}
