#!/usr/bin/env bash
# Calls every API that the gateway serves, one after the other.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for api in bridge havoc authorization vestec django; do
  "$here/$api.sh"
done
echo "all requests returned the expected responses"
