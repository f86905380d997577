#!/bin/sh
# Installs the clients in clients/ that the tests run against the server, unless they are there.
set -eu
cd "$(dirname "$0")/clients"

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --loglevel=error
fi
