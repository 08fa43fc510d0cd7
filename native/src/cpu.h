/* Which of the compiled paths this processor can run. */
#ifndef BACKPROOF_CPU_H
#define BACKPROOF_CPU_H

enum cpu_path { PATH_PORTABLE, PATH_AVX2, PATH_AVX512, PATH_COUNT };

/* "portable", "avx2", "avx512". */
const char *cpu_path_name(enum cpu_path path);

/* The path of a name, or -1. */
int cpu_path_named(const char *name);

/* Whether the path was compiled, and processor and operating system can run it. */
int cpu_supports(enum cpu_path path);

/* The widest path that can run here. */
enum cpu_path cpu_best(void);

#endif
