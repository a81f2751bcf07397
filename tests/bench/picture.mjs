// The Node results as a picture for the README: per case, operations in a second, the floor as a line.
import { typical } from './statistics.mjs'

const WIDTH = 760
const LABEL = 130
const BAR = 15
const TITLES = {
  pkce: 'PKCE pair',
  login: 'login: state, nonce, PKCE, URL, stored',
  'callback-RS256': 'callback to validated tokens, RS256',
  'callback-ES256': 'callback to validated tokens, ES256',
  'idToken-RS256': 'ID token, RS256',
  'idToken-ES256': 'ID token, ES256',
  refresh: 'refresh',
}

export function picture({ node }, { date, hosts }) {
  const parts = []
  let y = 40
  const text = (x, at, words, more = '') => parts.push(`<text x="${x}" y="${at}" ${more}>${words}</text>`)
  for (const [work, rounds] of Object.entries(node)) {
    const bars = Object.keys(rounds[0])
      .map((library) => [library, 1e9 / typical(rounds.map((round) => round[library].nanoseconds))])
      .filter(([library]) => library !== 'webcrypto')
    const most = Math.max(...bars.map(([, speed]) => speed))
    const scale = (speed) => (speed / most) * (WIDTH - LABEL - 90)
    text(10, (y += 22), TITLES[work], 'class="title"')
    const order = bars.filter(([library]) => library !== 'platform').sort((a, b) => b[1] - a[1])
    const top = y + 6
    for (const [library, speed] of order) {
      y += BAR + 4
      text(LABEL - 8, y, library, 'text-anchor="end"')
      parts.push(`<rect x="${LABEL}" y="${y - BAR + 3}" width="${scale(speed).toFixed(1)}" height="${BAR}" class="${library === 'keyward' ? 'ours' : 'peer'}"/>`)
      text(LABEL + 6 + scale(speed), y, `${Math.round(speed).toLocaleString('en')}/s`)
    }
    const floor = bars.find(([library]) => library === 'platform')
    if (floor) {
      const x = (LABEL + scale(floor[1])).toFixed(1)
      parts.push(`<path d="M${x} ${top}V${y + 5}" class="floor"/>`)
    }
    y += 8
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 14}" font-family="system-ui, sans-serif" font-size="12">
<style>
text { fill: #24292f } .title { font-weight: 600 } .ours { fill: #b5480e } .peer { fill: #8c98a8 } .floor { stroke: #57606a; stroke-dasharray: 3 2 }
@media (prefers-color-scheme: dark) { text { fill: #d0d7de } .ours { fill: #f0883e } .peer { fill: #6e7a89 } .floor { stroke: #8b949e } }
</style>
<text x="10" y="20">Operations in a second, ${hosts.node}, ${date}; dashed: the fewest lines on bare platform calls</text>
${parts.join('\n')}
</svg>
`
}
