/* Checks a libargon2 with the test vectors of RFC 9106, section 5. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "argon2.h"

static const struct {
  argon2_type type;
  const char *tag;
} VECTORS[] = {
    {Argon2_d, "512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb"},
    {Argon2_i, "c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8"},
    {Argon2_id, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"},
};

static int computes(argon2_type type, const char *tag) {
  uint8_t out[32], password[32], salt[16], secret[8], data[12];
  char hex[2 * sizeof out + 1];
  argon2_context context = {
      .out = out, .outlen = sizeof out,
      .pwd = password, .pwdlen = sizeof password,
      .salt = salt, .saltlen = sizeof salt,
      .secret = secret, .secretlen = sizeof secret,
      .ad = data, .adlen = sizeof data,
      .t_cost = 3, .m_cost = 32, .lanes = 4, .threads = 4,
      .version = ARGON2_VERSION_13,
  };
  memset(password, 1, sizeof password);
  memset(salt, 2, sizeof salt);
  memset(secret, 3, sizeof secret);
  memset(data, 4, sizeof data);
  if (argon2_ctx(&context, type) != ARGON2_OK) {
    return 0;
  }
  for (size_t i = 0; i < sizeof out; i++) {
    sprintf(hex + 2 * i, "%02x", out[i]);
  }
  return strcmp(hex, tag) == 0;
}

int main(void) {
  for (size_t i = 0; i < sizeof VECTORS / sizeof *VECTORS; i++) {
    if (!computes(VECTORS[i].type, VECTORS[i].tag)) {
      fprintf(stderr, "%s differs from RFC 9106\n", argon2_type2string(VECTORS[i].type, 1));
      return 1;
    }
  }
  return 0;
}
