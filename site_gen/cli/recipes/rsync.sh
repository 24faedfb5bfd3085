#!/bin/sh
# Usage: ./deploy.sh HOST:FOLDER. New files come first, deletions last; unchanged ones keep their times.
set -eu
site-gen build
site-gen check
site-gen compress
rsync --recursive --times --delete-after --delay-updates output/ "$1/"
