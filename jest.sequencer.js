const { default: Sequencer } = require('@jest/test-sequencer')

/** Whole lives of tenants take half of the time of all tests: last, they would have one core alone. */
const FIRST = /simulation\.test\.ts$/

module.exports = class extends Sequencer {
  sort(tests) {
    const inOrder = super.sort(tests)
    const isFirst = ({ path }) => FIRST.test(path)
    return [...inOrder.filter(isFirst), ...inOrder.filter((test) => !isFirst(test))]
  }
}
