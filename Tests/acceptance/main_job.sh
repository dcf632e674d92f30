#!/usr/bin/env bash
# The main job with the program itself, compared with the truth.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PYTHONDONTWRITEBYTECODE=1 exec python3 main_job.py
