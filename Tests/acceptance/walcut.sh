#!/usr/bin/env bash
# Cuts the database's journal as a power cut may.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PYTHONDONTWRITEBYTECODE=1 exec python3 walcut.py
