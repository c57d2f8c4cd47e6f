import fc from 'fast-check'
import { jsonInScript, markup, raw } from '../../page/html/markup'

test('what is put into markup is text, whatever it looks like', () => {
  const made = markup`<p title="${`"><script>`}">${`<b>'&'</b>`}${1}</p>`

  expect(made.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&#39;&amp;&#39;&lt;/b&gt;1</p>',
  )
})

test('markup in markup stays markup, one piece or many', () => {
  const items = ['a', '<'].map((word) => markup`<li>${word}</li>`)

  expect(markup`<ul>${items}</ul>${raw('<hr>')}`.text).toBe('<ul><li>a</li><li>&lt;</li></ul><hr>')
})

test('data in a script element are the data, and can never end it', () => {
  const hostile = fc.constantFrom('</script>', '<!--', '<script', ']]>', '\u2028', '&lt;')
  const words = fc.array(fc.oneof(hostile, fc.string())).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.dictionary(words, words), (data) => {
      const { text } = jsonInScript(data)

      expect(text).not.toMatch(/[<>&\u2028\u2029]/)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(data)))
    }),
  )
})
