#!/bin/sh
# What Cloudflare Pages runs. The address is site.yaml's; without one it is the project's own, that of this deployment
# for a preview.
set -eu
(cd vendor && sha256sum --check --quiet SHA256SUMS)
pip install --quiet --constraint vendor/constraints.txt vendor/*.whl
if grep -q '^base_url: https://digest.example/' site.yaml || [ "${CF_PAGES_BRANCH:-main}" != main ]; then
  set -- --base-url "$CF_PAGES_URL"
fi
site-gen build "$@"
site-gen check "$@"
