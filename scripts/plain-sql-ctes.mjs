const HEAD = /^\s*(?:with\s+|,\s*)__dbt__cte__(\w+) as \(/i

/**
 * SQL as dbt compiles it with ephemeral models: each of them is a common table expression, and
 * repeats those that it stands on. Here each stands once, before the first that needs it.
 */
export function flattened(sql) {
  const tables = new Map()
  const rest = gathered(sql, tables)
  const heads = [...tables].map(([name, body]) => `${name} as (\n${body}\n)`)
  const text = [...heads, rest.startsWith('with ') ? rest.slice('with '.length) : undefined]
  const known = text.filter((part) => part !== undefined).join(',\n')
  const select = rest.startsWith('with ') ? '' : `\n${rest}`
  return (heads.length > 0 ? `with ${known}${select}` : rest).replaceAll('__dbt__cte__', '')
}

/** Takes dbt's tables off the front of a query. @returns the query without them. */
function gathered(sql, tables) {
  let rest = sql
  for (let head = HEAD.exec(rest); head !== null; head = HEAD.exec(rest)) {
    const end = closingOf(rest, head[0].length)
    const body = gathered(rest.slice(head[0].length, end).trim(), tables)
    if (!tables.has(head[1])) tables.set(head[1], body)
    rest = rest.slice(end + 1)
  }
  return rest.trim().replace(/^,\s*/, 'with ')
}

/** The place of the bracket that closes the one before `from`. Brackets in text do not count. */
function closingOf(sql, from) {
  const tokens = /'[^']*'|--[^\n]*|[()]/g
  tokens.lastIndex = from
  let depth = 1
  for (let token = tokens.exec(sql); token !== null; token = tokens.exec(sql)) {
    if (token[0] === '(') depth += 1
    if (token[0] === ')') depth -= 1
    if (depth === 0) return token.index
  }
  throw new Error('A bracket is open to the end.')
}
