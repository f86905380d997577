#!/usr/bin/env bash
# summary.sh ROOT SECONDS: adds up the reports of a test run; the last line is the sum alone.
set -euo pipefail
root=$1 seconds=$2
tests=0 failed=0 skipped=0
while IFS= read -r report; do
  read -r t e s f < <(sed -n '/<testsuite /{s/.* tests="\([0-9]*\)".*/\1/p;q}' "$report" |
    tr '\n' ' '; sed -n '/<testsuite /{s/.* errors="\([0-9]*\)".*/\1/p;q}' "$report" | tr '\n' ' '
    sed -n '/<testsuite /{s/.* skipped="\([0-9]*\)".*/\1/p;q}' "$report" | tr '\n' ' '
    sed -n '/<testsuite /{s/.* failures="\([0-9]*\)".*/\1/p;q}' "$report")
  tests=$((tests + t)) failed=$((failed + e + f)) skipped=$((skipped + s))
done < <(find "$root" -path '*/target/surefire-reports/TEST-*.xml' -not -path '*/node_modules/*')
echo
echo "Tests took $((seconds / 60)) min $((seconds % 60)) s."
echo "$((tests - failed - skipped)) passed, $failed failed, $skipped skipped"
