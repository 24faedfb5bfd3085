#!/bin/sh
# Fetches, builds and checks; never two at a time, never longer than half an hour. What `deploy: command:` of site.yaml
# names puts the site on its host. The last run's words are in .cache/run.log; where something is wrong (exit code 1, stale
# news too) they are printed as well, so that cron mails them.
set -eu
cd "$(dirname "$0")"
mkdir -p .cache
exec 9> .cache/run.lock
flock --nonblock 9 || exit 0
code=0
timeout 1800 site-gen run > .cache/run.log 2>&1 9>&- || code=$?
if [ "$code" -ne 0 ] || [ -t 1 ]; then cat .cache/run.log; fi
exit "$code"
