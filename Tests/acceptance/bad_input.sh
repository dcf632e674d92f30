#!/usr/bin/env bash
# Hostile and broken files, one by one, against the program itself.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PYTHONDONTWRITEBYTECODE=1 exec python3 bad_input.py
