/*
 * Argon2 spends nearly all of its time in fill_segment. The library contains one version of it for each
 * instruction set; this function calls the best one that the processor supports.
 */
#include "core.h"

void fill_segment_baseline(const argon2_instance_t *, argon2_position_t);
void fill_segment_avx2(const argon2_instance_t *, argon2_position_t);
void fill_segment_avx512(const argon2_instance_t *, argon2_position_t);

void fill_segment(const argon2_instance_t *instance, argon2_position_t position) {
#ifdef AVX512
  if (__builtin_cpu_supports("avx512f")) {
    fill_segment_avx512(instance, position);
    return;
  }
#endif
#ifdef AVX2
  if (__builtin_cpu_supports("avx2")) {
    fill_segment_avx2(instance, position);
    return;
  }
#endif
  fill_segment_baseline(instance, position);
}
