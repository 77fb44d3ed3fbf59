#!/usr/bin/env bash
# Runs the tests on the current long-term release of Node, which the npm package `node` brings.
set -euo pipefail
cd "$(dirname "$0")/.."

LTS=26.10.0
npx --yes --package="node@$LTS" -- node -e 'console.log(`Node ${process.version}`)'
npx --yes --package="node@$LTS" -- node node_modules/vitest/vitest.mjs run --reporter=dot
