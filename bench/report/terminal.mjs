/** Prints a table: first column to the left, the others to the right. */
export function printTable(titles, rows) {
  const lines = [titles, ...rows].map((cells) => cells.map(String))
  const widths = titles.map((_, at) => Math.max(...lines.map((cells) => cells[at].length)))
  for (const cells of lines) {
    const parts = cells.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]),
    )
    process.stdout.write(`${parts.join('  ')}\n`)
  }
}
