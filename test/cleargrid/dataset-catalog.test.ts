import { readCatalog } from '../../src/cleargrid/dataset-catalog'

const read = (value: unknown) => readCatalog(Buffer.from(JSON.stringify(value)))
const D04 = { dataset: { section: 'S1', code: 'D04' }, available: true }

test.each([
  [
    'sections with datasets',
    {
      body: {
        sections: [
          { code: 'S1', datasets: [{ code: 'D04', available: true, cursorField: 'created_at' }] },
        ],
      },
    },
    'created_at',
  ],
  [
    'a flat list',
    { body: [{ section: 'S1', dataset: 'D04', available: true, cursor_field: 'updated_at' }] },
    'updated_at',
  ],
  ['sections by their codes', { S1: { items: [{ id: 'D04', available: true }] } }, undefined],
])('the datasets are found in %s', (_, catalog, cursorField) => {
  expect(read(catalog)).toEqual([{ ...D04, cursorField }])
})

test.each([
  [null],
  [[]],
  [{ body: {} }],
  [{ code: 'D04', available: true }],
  [{ code: 'D04', section: 'S1' }],
])('there is none in %j', (catalog) => {
  expect(read(catalog)).toEqual([])
})

test('what is no JSON lists nothing', () => {
  expect(readCatalog(Buffer.from('<html>'))).toEqual([])
})
