#!/bin/sh
# Usage: sudo systemd/install.sh, in the digest. Installs site-gen and its timer, and copies the digest to /var/lib/site-gen.
set -eu
cd "$(dirname "$0")/.."
(cd vendor && sha256sum --check --quiet SHA256SUMS)
python3 -m venv /opt/site-gen
/opt/site-gen/bin/python -m pip install --quiet --constraint vendor/constraints.txt vendor/*.whl
ln -sf /opt/site-gen/bin/site-gen /usr/local/bin/site-gen
mkdir -p /var/lib/private/site-gen
cp -R site.yaml seeds /var/lib/private/site-gen/
for name in content pages root templates editorial.yaml; do
  if [ -e "$name" ]; then cp -R "$name" /var/lib/private/site-gen/; fi
done
cp systemd/site-gen.service systemd/site-gen.timer /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now site-gen.timer
