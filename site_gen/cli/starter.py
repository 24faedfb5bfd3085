"""A new digest: the few files that a site of one's own starts from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from site_gen.config.address import PLACEHOLDER
from site_gen.config.site_yaml import NAME, parse, text_of
from site_gen.engine.snapshots import write_whole
from site_gen.errors import Diagnostic, SiteGenError

_FILES: Final = {
    "site.yaml": """\
# Every key has a default but the title; docs/configuration.md of site-gen lists them all.
title: My Digest
description: The news I follow, once a day, on one page.
base_url: https://digest.example/   # set this: where the site will stand
language: en
timezone: UTC

# What you know of your sources: `seeds` are patterns below seeds/.
sources:
  - name: Example Desk
    seeds: ["example-desk/*"]
    topics: [science]
""",
    "seeds/example-desk/first-article.txt": """\
Harvest Moon Rises Early Over the Northern Hills
By Example Desk Staff | Sep 18, 2024
A full moon came up over the northern hills on Wednesday evening, large and orange, and people stopped to look.
The full moon nearest to the September equinox is called the harvest moon: it rises soon after sunset for some days.
- Harvest Moon Rises Early Over Northern Hills
- Northern Hills Light Up Under an Early Harvest Moon
This article is an example. Replace it with text that you saved from the web, whole pages or feeds, and build again.
Also Read: How to Watch a Lunar Eclipse Without a Telescope
""",
    "Makefile": """\
.PHONY: build serve check
build:
\tsite-gen build
serve:
\tsite-gen serve
check: build
\tsite-gen check
""",
    ".gitignore": "/output/\n/.cache/\n",
    ".gitattributes": """\
# What two branches remember of their articles adds up.
/content/memory.jsonl merge=union
""",
}

# What deploys a digest, by host. Scripts build and check first: a page with a fault is not published.
_BY_HOST: Final = {
    "github": {
        ".github/workflows/deploy.yml": """\
# Builds the digest at every push and once an hour, and publishes it with GitHub Pages.
name: deploy
on:
  push:
    branches: [main]
  schedule:
    - cron: "7 * * * *"
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.publish.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: .cache
          key: site-gen-${{ github.run_id }}
          restore-keys: site-gen-
      - run: pip install site-gen
      - run: site-gen build
      - run: site-gen check
      - uses: actions/upload-pages-artifact@v3
        with:
          path: output
      - id: publish
        uses: actions/deploy-pages@v4
""",
    },
    "gitlab": {
        ".gitlab-ci.yml": """\
# Builds the digest at every push, and as often as you schedule the pipeline, and publishes it with GitLab Pages.
pages:
  image: python:3.12
  cache:
    paths: [.cache]
  script:
    - pip install 'site-gen[brotli]'
    - site-gen build
    - site-gen check
    - site-gen compress
    - rm -rf public && cp -r output public
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
""",
    },
    "netlify": {
        "netlify.toml": """\
[build]
  command = "pip install site-gen && site-gen build && site-gen check"
  publish = "output"

[build.environment]
  PYTHON_VERSION = "3.12"
""",
    },
    "cloudflare": {
        "wrangler.toml": """\
# In Cloudflare Pages: build command `pip install site-gen && site-gen build && site-gen check`, PYTHON_VERSION 3.12.
name = "digest"
compatibility_date = "2025-01-01"
pages_build_output_dir = "output"
""",
    },
    "s3": {
        "deploy.sh": """\
#!/bin/sh
# Usage: ./deploy.sh BUCKET. Files come before the pages that show them, what is gone goes last.
set -eu
site-gen build
site-gen check
aws s3 sync output/ "s3://$1/" --exclude '*' --include 'static/*' --cache-control 'public, max-age=86400'
aws s3 sync output/ "s3://$1/" --exclude 'static/*' --cache-control 'public, max-age=0, must-revalidate'
aws s3 sync output/ "s3://$1/" --delete
""",
    },
    "rsync": {
        "deploy.sh": """\
#!/bin/sh
# Usage: ./deploy.sh HOST:FOLDER. New files come first, deletions last; unchanged ones keep their times.
set -eu
site-gen build
site-gen check
site-gen compress
rsync --recursive --times --delete-after --delay-updates output/ "$1/"
""",
    },
}
_SENDS_HEADERS: Final = frozenset({"netlify", "cloudflare"})  # what `_headers` says


def start(folder: Path, host: str, base_url: str = "") -> list[Path]:
    """Write a new digest, and say which files; raises `SiteGenError` where there is one already."""
    if (folder / NAME).exists():
        hint = f"'site-gen -C {folder} init --recipe --host HOST' writes anew what deploys it, and nothing else"
        raise SiteGenError(Diagnostic(str(folder / NAME), None, "digest-exists", "there is a digest already", hint))
    files = dict(_FILES)
    if base_url:
        address = base_url if base_url.endswith("/") else f"{base_url}/"
        parse(f"title: A\nbase_url: {address}")
        files[NAME] = files[NAME].replace(f"{PLACEHOLDER}   # set this: where the site will stand", address)
    return _write(folder, {**files, **_BY_HOST[host]}, host, anew=False)


def renew(folder: Path, host: str) -> list[Path]:
    """Write anew what deploys a digest, and say which files; raises `ConfigError` where there is no digest."""
    text_of(folder)
    return _write(folder, _BY_HOST[host], host, anew=True)


def _write(folder: Path, files: Mapping[str, str], host: str, *, anew: bool) -> list[Path]:
    made = []
    for name, text in files.items():
        path = folder / name
        if path.exists() and not anew:
            continue
        if name == "site.yaml" and host in _SENDS_HEADERS:
            text += "\n# Security headers and how long to keep files, as output/_headers.\ndeploy: {headers: true}\n"
        write_whole(path, text.encode())
        if name.endswith(".sh"):
            path.chmod(0o755)
        made.append(path)
    return made
