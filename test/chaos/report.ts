// What a run prints: one table, and below it each finding with the audit trail of its action.

import { secondPosts } from './card-verdicts.ts'
import type { Evidence } from './evidence.ts'
import type { Complaint } from './finding.ts'
import type { RunResult } from './run.ts'

export function tableOf({ evidence, findings, seconds }: RunResult): string {
  const { intentions, actions, deaths } = evidence
  const inState = (...states: string[]) => actions.filter(({ state }) => states.includes(state)).length
  const found = (what: Complaint) =>
    new Set(findings.filter(each => each.what === what).map(each => each.about)).size
  const settled = settlingTimes(evidence)
  const columns: [string, string | number][] = [
    ['asked', intentions.length],
    ['actions', actions.length],
    ['done', inState('done')],
    ['failed', inState('failed')],
    ['not applied', inState('not-applied')],
    ['declined or taken back', inState('declined', 'cancelled', 'expired')],
    ['needs a person', inState('needs-person')],
    ['duplicates', found('duplicate')],
    ['lost', found('lost')],
    ['unreported', found('unreported')],
    ['wrong', found('wrong')],
    ['second posts', `${secondPosts(evidence).length} (${found('unexplained post')} unexplained)`],
    ['time to settle', `${seconds1(median(settled))} (max ${seconds1(settled.at(-1))})`],
    ['lost answers', settled.length],
    ['deaths', deathsIn(deaths)],
    ['all told, last death, quiet, end', `${Object.values(seconds).map(Math.round).join(', ')} s`],
  ]
  const half = Math.ceil(columns.length / 2)
  return [columns.slice(0, half), columns.slice(half)].map(drawn).join('\n')
}

function drawn(columns: readonly (readonly [string, string | number])[]): string {
  const widths = columns.map(([name, value]) => Math.max(name.length, String(value).length))
  const line = (cells: readonly (string | number)[]) =>
    `  ${cells.map((cell, at) => String(cell).padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd()
  return [line(columns.map(([name]) => name)), line(columns.map(([, value]) => value))].join('\n')
}

function deathsIn(deaths: Evidence['deaths']): string {
  const words = { kill: 'killed', freeze: 'frozen', stop: 'restarted', crash: 'crashed' } as const
  return [...Map.groupBy(deaths, ({ how }) => how)]
    .map(([how, all]) => `${all.length} ${words[how]}`)
    .join(', ')
}

/** How long each lost answer stayed unknown, ms, shortest first. */
function settlingTimes({ events }: Evidence): number[] {
  return [...events.values()]
    .flatMap(trail => {
      const lostAt = trail.find(({ event }) => event === 'action.answer-lost')?.at
      const endAt = trail.find(({ detail }) => detail.from === 'unknown')?.at
      return lostAt !== undefined && endAt !== undefined ? [endAt - lostAt] : []
    })
    .sort((a, b) => a - b)
}

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)]
const seconds1 = (ms: number | undefined) => (ms === undefined ? '–' : `${(ms / 1000).toFixed(1)} s`)

export function findingsOf({ findings, evidence, folder, remarks }: RunResult): string[] {
  const lines = findings.flatMap(({ what, about, detail, actionIds = [] }) => [
    `  ${what.toUpperCase()}  ${about}: ${detail}`,
    ...actionIds.flatMap(actionId => trailOf(evidence, actionId)),
  ])
  const gaveUp = evidence.intentions.flatMap(({ number, who, command, told }) =>
    told.kind === 'gave-up' ? [`  gave up  wish ${number} of ${who} (${command}): ${told.sentence}`] : [],
  )
  const noted = remarks.map(remark => `  note  ${remark}`)
  return [...lines, ...gaveUp, ...noted, ...(folder ? [`  logs: ${folder}`] : [])]
}

function trailOf({ events, cards, posted }: Evidence, actionId: string): string[] {
  const trail = (events.get(actionId) ?? []).map(
    ({ at, actor, event, detail }) =>
      `      ${new Date(at).toISOString().slice(11, 23)} ${event} by ${actor} ${JSON.stringify(detail)}`,
  )
  const reference = events.get(actionId)?.[0]?.detail.reference
  const shown = posted
    .filter(message => message.reference === reference)
    .map(({ channel, ts, text }) => {
      const card = cards.find(each => each.channel === channel && each.ts === ts)
      const posted = new Date(Number(ts) * 1000).toISOString().slice(11, 23)
      return `      ${posted} ${channel} ${card ? `${card.place} v${card.shown_version}` : 'nobody’s'} "${text}"`
    })
  return [...trail, ...shown]
}
