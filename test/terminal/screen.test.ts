import { createScreen, type Screen } from '../../src/terminal/screen'

function screen(
  env: Readonly<Record<string, string>> = {},
  columns = 20,
): Screen & { written: () => string } {
  const parts: string[] = []
  const made = createScreen({
    write: (text) => void parts.push(text),
    columns: () => columns,
    env,
  })
  return { ...made, written: () => parts.join('').replaceAll('\u001B', '<esc>') }
}

test('passing lines take the place of those before, and of none that stays', () => {
  const { show, say, written } = screen({ NO_COLOR: '1' })

  show(['a', 'b'])
  show(['c'])
  say('stays')
  say('stays too')

  expect(written()).toBe('a\nb\r<esc>[1A<esc>[Jc\r<esc>[Jstays\nstays too\n')
})

test('a line that is longer than the screen is cut, or it would stay behind', () => {
  const { show, written } = screen({}, 10)

  show(['0123456789'])

  expect(written()).toBe('01234567…')
})

test.each([
  [{}, '<esc>[31mx<esc>[0m\n'],
  [{ NO_COLOR: '' }, '<esc>[31mx<esc>[0m\n'],
  [{ NO_COLOR: '0' }, 'x\n'],
  [{ TERM: 'dumb' }, 'x\n'],
])('colours are as the environment wants them: %j', (env, expected) => {
  const { say, written } = screen(env)

  say('x', 'red')

  expect(written()).toBe(expected)
})

test('on a dumb terminal nothing passes', () => {
  const { show, clear, written } = screen({ TERM: 'dumb' })

  show(['a'])
  clear()

  expect(written()).toBe('')
})
