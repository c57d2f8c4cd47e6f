import { didYouMean } from '../src/suggest'

const COMMANDS = ['spec', 'check', 'discover', 'read']

test.each([
  ['sepc', 'spec'],
  ['chek', 'check'],
  ['discovery', 'discover'],
  ['READ', 'read'],
])('%s: did you mean %s?', (word, meant) => {
  expect(didYouMean(word, COMMANDS)).toBe(` Did you mean ${meant}?`)
})

test.each([['write'], [''], ['x'], ['x'.repeat(100_000)]])('nobody meant %s', (word) => {
  expect(didYouMean(word, COMMANDS)).toBe('')
})

test('where there is nothing to choose from, nothing is suggested', () => {
  expect(didYouMean('spec', [])).toBe('')
})
