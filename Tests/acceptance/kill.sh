#!/usr/bin/env bash
# Kills writing processes and looks for what they acknowledged.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PYTHONDONTWRITEBYTECODE=1 exec python3 kill.py
