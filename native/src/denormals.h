/* Arithmetic with numbers next to zero is many times slower: they count as zero while the engine runs. */
#ifndef BACKPROOF_DENORMALS_H
#define BACKPROOF_DENORMALS_H

/* Denormal numbers count as zero from here on in this thread; the state before, for denormals_restore. */
unsigned long denormals_flush(void);
void denormals_restore(unsigned long state);

#endif
