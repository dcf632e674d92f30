#!/usr/bin/env bash
# Alters a plant in every place and asks verify.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PYTHONDONTWRITEBYTECODE=1 exec python3 tamper.py
