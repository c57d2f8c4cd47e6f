const WIDTH = 720
const BAR = { height: 22, gap: 12, left: 230, right: 90 }
const TOP = 56

/**
 * A bar chart as SVG, one bar a line, longest value across. Its colours follow the reader's light or
 * dark setting.
 * @param bars `{ name, value, isOurs }`; `value` is written beside the bar as a ratio.
 */
export function barChart(title, bars) {
  const most = Math.max(...bars.map(({ value }) => value))
  const height = TOP + bars.length * (BAR.height + BAR.gap) + 8
  const lines = bars.map((bar, at) => barLine(bar, TOP + at * (BAR.height + BAR.gap), most))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">
<title id="title">${escaped(title)}</title>
<style>
  text { font: 14px system-ui, sans-serif; fill: #24292f }
  .title { font-weight: 600; font-size: 16px }
  .bar { fill: #8c959f }
  .ours { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .bar { fill: #6e7681 }
    .ours { fill: #4493f8 }
  }
</style>
<text class="title" x="12" y="28">${escaped(title)}</text>
${lines.join('\n')}
</svg>
`
}

function barLine({ name, value, isOurs }, y, most) {
  const width = Math.max(2, ((WIDTH - BAR.left - BAR.right) * value) / most)
  const middle = y + BAR.height / 2 + 5
  return [
    `<text x="${BAR.left - 10}" y="${middle}" text-anchor="end">${escaped(name)}</text>`,
    `<rect class="bar${isOurs ? ' ours' : ''}" x="${BAR.left}" y="${y}" width="${width.toFixed(1)}" height="${BAR.height}" rx="3"/>`,
    `<text x="${BAR.left + width + 8}" y="${middle}">${ratioText(value)}</text>`,
  ].join('\n')
}

const ratioText = (value) => `${value >= 10 ? Math.round(value) : value.toFixed(2)} ×`

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
