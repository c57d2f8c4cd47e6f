const { writeFileSync } = require('node:fs')

// Writes what has come so far after each file of tests: jest ends in its own way at the first failure.
module.exports = class Reporter {
  #results = []
  #path

  constructor(_config, { path }) {
    this.#path = path
    writeFileSync(path, '[]')
  }

  onTestResult({ path }, { testResults, failureMessage, testExecError }) {
    const failed = testResults.find(({ status }) => status === 'failed')
    this.#results.push({
      path,
      hasRun: testExecError === undefined || testExecError === null,
      failed: failed?.fullName,
      failure: failureMessage ?? undefined,
    })
    writeFileSync(this.#path, JSON.stringify(this.#results))
  }
}
