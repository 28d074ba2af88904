#!/usr/bin/env bash
# All that the gateway speaks, one after the other.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for api in bridge havoc authorization vestec django; do
  "$here/$api.sh"
done
echo "all of it went as it should"
