#!/bin/sh
# Usage: ./deploy.sh BUCKET. Files come before the pages that show them, what is gone goes last.
set -eu
site-gen build
site-gen check
aws s3 sync output/ "s3://$1/" --exclude '*' --include 'static/*' --include 'media/*' --cache-control 'public, max-age=86400'
aws s3 sync output/ "s3://$1/" --exclude 'static/*' --exclude 'media/*' --cache-control 'public, max-age=0, must-revalidate'
aws s3 sync output/ "s3://$1/" --delete
