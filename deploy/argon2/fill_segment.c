/*
 * Nearly all of Argon2's time is spent in fill_segment. The library has it several times, compiled
 * for better and better processors, and this calls the best that the one at hand can run.
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
