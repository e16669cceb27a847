#!/usr/bin/env bash
# Starts the authorization server of OidcProviderIT, after getting what it needs: Node from the
# system or, for root on Debian, by apt; its packages from npm.
#   run.sh <folder for its packages> <redirect URI>
# Exit code 69: Node cannot be had here.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
folder=$1
callback=$2
node_needed=20

has_node() {
  command -v npm > /dev/null && command -v node > /dev/null &&
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge "$node_needed" ]
}

if ! has_node && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  { apt-get update && apt-get install -y --no-install-recommends nodejs npm; } >&2 || true
fi
if ! has_node; then
  echo "Node $node_needed or later and npm are not here, and could not be installed." >&2
  exit 69
fi

mkdir -p "$folder"
cp "$here/package.json" "$here/package-lock.json" "$here/server.mjs" "$folder/"
cd "$folder"
install() { npm ci --prefer-offline --ignore-scripts --no-audit --no-fund --loglevel=error >&2; }
install || install
exec node server.mjs "$callback"
