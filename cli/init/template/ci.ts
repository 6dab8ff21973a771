/** CI of a new project, for GitHub's actions: only actions of GitHub's own. */

export const CI_FILE = `# Rehearses every change. What the run says stands on the page of the workflow's run ($GITHUB_STEP_SUMMARY); JUnit and report can be downloaded.
name: dray
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  rehearse:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
          cache: npm
      - run: npm ci --ignore-scripts
      - run: npm run check
      - run: npm test -- --reporter=default --reporter=junit --outputFile=runs/tests.xml
      # Ends with 99 where a threshold of the scenario is missed, with 3 where an invariant broke.
      - run: npx dray run warehouse.scenario.yaml --report html,junit,md --out runs/ci
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: dray
          path: |
            runs/tests.xml
            runs/ci/junit.xml
            runs/ci/report.html
            runs/ci/report.md
            runs/ci/run.json
`;
