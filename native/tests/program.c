/* Runs a program from a file, three epochs of it, and writes what has become of its arrays: so that a processor which has no
 * Python, or is only emulated, can be compared with one that has.
 *
 *   program FILE
 *
 * FILE has 64-bit words: those of the program with their number before them, the number of arrays; elements, bytes of an
 * element, whether it can be written and the bytes of each array, to a multiple of 8; rows; the rate as a double; the 624
 * words of the Mersenne twister, one to a word. What is written is a double for each loss, and the arrays that can be written. */
#include "../src/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EPOCHS = 3, TWISTER = 624, MOST = 64 };

static int64_t next(FILE *file)
{
    int64_t word = 0;
    if (fread(&word, sizeof word, 1, file) != 1) {
        fprintf(stderr, "the file ends too early\n");
        exit(2);
    }
    return word;
}

static void *memory(size_t bytes)
{
    void *found = malloc(bytes ? bytes : 1);
    if (!found)
        exit(3);
    return found;
}

int main(int count, char **arguments)
{
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file)
        return 2;
    const int64_t words = next(file);
    int64_t *program = memory((size_t)words * sizeof *program);
    for (int64_t i = 0; i < words; i++)
        program[i] = next(file);
    const int64_t arrays = next(file);
    bp_array array[MOST];
    if (arrays > MOST)
        return 2;
    for (int64_t i = 0; i < arrays; i++) {
        array[i].elements = next(file), array[i].itemsize = next(file), array[i].writable = next(file);
        const int64_t bytes = (array[i].elements * array[i].itemsize + 7) / 8 * 8;
        array[i].data = memory((size_t)bytes);
        for (int64_t at = 0; at < bytes; at += 8) {
            const int64_t word = next(file);
            memcpy((char *)array[i].data + at, &word, sizeof word);
        }
    }
    const int64_t rows = next(file), bits = next(file);
    int64_t *order = memory((size_t)rows * sizeof *order);
    for (int64_t i = 0; i < rows; i++)
        order[i] = i;
    static uint32_t twister[TWISTER];
    for (int i = 0; i < TWISTER; i++)
        twister[i] = (uint32_t)next(file);
    fclose(file);
    char message[400] = "";
    bp_engine *engine;
    bp_progress progress = {.order = order, .counts = {0, rows, 0}, .words = twister, .used = TWISTER};
    memcpy(&progress.rate, &bits, sizeof bits);
    int status = bp_open(program, words, array, arrays, 1, "", &engine, message, sizeof message);
    for (int epoch = 0; epoch < EPOCHS && status == BP_DONE; epoch++) {
        progress.position = 0, progress.loss = 0, progress.weight = 0;
        do
            status = bp_epoch(engine, &progress, 60, message, sizeof message);
        while (status == BP_PAUSED);
        const double loss = progress.loss / progress.weight;
        fwrite(&loss, sizeof loss, 1, stdout);
    }
    if (status != BP_DONE) {
        fprintf(stderr, "%s\n", message);
        return 1;
    }
    for (int64_t i = 0; i < arrays; i++)
        if (array[i].writable)
            fwrite(array[i].data, (size_t)array[i].itemsize, (size_t)array[i].elements, stdout);
    bp_close(engine);
    return 0;
}
