#!/bin/sh
# Tests and builds the chat page in page/dist, unless nothing in page/ changed since the last time.
set -eu
cd "$(dirname "$0")/page"

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --loglevel=error
fi
changed=$(find . \( -path ./node_modules -o -path ./dist \) -prune -o -type f -newer dist/index.html -print 2>/dev/null | head -n 1)
if [ ! -e dist/index.html ] || [ -n "$changed" ]; then
    npm run --silent test
    npm run --silent build
fi
