#!/usr/bin/env bash
# Runs the tests on the current long-term release of Node, which the npm package `node` brings.
#
# All but two: the page of the playground, which was built before and runs in Chromium alone, and the drawing of a composition,
# whose text is compared by packages/compose/test/graph/graph.test.ts. What they see does not depend on the Node that looks.
set -euo pipefail
cd "$(dirname "$0")/.."

LTS=26.10.0
npx --yes --package="node@$LTS" -- node -e 'console.log(`Node ${process.version}`)'
npx --yes --package="node@$LTS" -- node node_modules/vitest/vitest.mjs run --reporter=dot \
  --exclude 'test/playground/**' --exclude packages/compose/test/graph/browser.test.ts
