/* The program format: an array of 64-bit words. native/README.md tells it in words; backproof writes it in
   train/engines/native/words.py, which has the same numbers. */
#ifndef BP_FORMAT_H
#define BP_FORMAT_H

#include <stdint.h>

#define BP_MAGIC INT64_C(0x6b706f7270676e62)
#define BP_FORMAT 2

enum { BP_HEADER = 7, BP_AXES = 8 };
enum bp_kind { BP_GIVEN, BP_LENT, BP_OWN, BP_ROW, BP_KINDS };
enum bp_operation { BP_PRODUCT = 1, BP_BLOCK = 2 };
enum bp_instruction_kind { BP_MAP = 0, BP_FOLD = 1, BP_LOCATE = 2 };
enum bp_number { BP_CONSTANT, BP_RATE, BP_CORRECTED, BP_NUMBERS };

#endif
