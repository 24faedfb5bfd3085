#!/bin/sh
# Fetches, builds and checks; never two at a time, never longer than half an hour. What `deploy: command:` of site.yaml
# names puts the site on its host. Exit code 1 says that something is wrong, stale news too: cron mails what it printed.
set -eu
cd "$(dirname "$0")"
mkdir -p .cache
exec flock --nonblock --conflict-exit-code 0 .cache/run.lock timeout 1800 site-gen run
