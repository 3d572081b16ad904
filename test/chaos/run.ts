// One run: the world, the app's processes, ten people, trouble and deaths; then silence, and the comparison.
import { approvalsOf } from './approvals.ts'
import { createDice } from './dice.ts'
import { type Evidence, gather } from './evidence.ts'
import type { Finding } from './finding.ts'
import { createFleet, type Fleet } from './fleet.ts'
import { planIntentions } from './intentions.ts'
import type { ChaosOptions, StoreKind } from './options.ts'
import { untilQuiet } from './quiet.ts'
import { reap } from './reaper.ts'
import { startShift } from './shift.ts'
import { makeTrouble } from './trouble.ts'
import { judge } from './verdicts.ts'
import { createWorld, type World } from './world.ts'

const quietWithinMs = 180_000

export interface RunResult {
  evidence: Evidence
  findings: readonly Finding[]
  /** Slack's rules that the app broke, and errors that it logged: to look at, not part of the verdict. */
  remarks: readonly string[]
  /** Since the start: until everybody had been told, the last process was back, nothing was left to do, all was compared. */
  seconds: { people: number; deaths: number; quiet: number; all: number }
  /** Where the logs are, if they are kept. */
  folder: string | undefined
}

export async function runChaos(
  options: ChaosOptions,
  parts: { seed: number; store: StoreKind; server: string | undefined },
): Promise<RunResult> {
  const began = performance.now()
  const dice = createDice(parts.seed).fork(parts.store)
  const world = await createWorld(dice.fork('world'), options.actions)
  let fleet: Fleet | undefined
  let keepsLogs = true
  try {
    fleet = await createFleet(world, parts.store, parts.server)
    const intentions = planIntentions(world, dice.fork('intentions'), options.actions)
    const trouble = makeTrouble(world, dice.fork('trouble'))
    const approvals = approvalsOf(world.slack, dice.fork('approvals'))
    const shift = startShift({ slack: world.slack, approvals, intentions }, dice.fork('shift'))
    const { kills, freezeMs } = options
    const since = () => (performance.now() - began) / 1000
    const seconds = { people: 0, deaths: 0, quiet: 0, all: 0 }
    void shift.finished.then(() => {
      seconds.people = since()
    })
    await Promise.all([shift.finished, reap({ world, fleet, shift, kills, freezeMs }, dice.fork('reaper'))])
    await Promise.all(fleet.replicas.map(replica => replica.ready()))
    seconds.deaths = since()
    trouble.stop()
    const database = await fleet.openStore()
    try {
      const unrest = await untilQuiet(database, quietWithinMs)
      seconds.quiet = since()
      await Promise.all([approvals.stop(), shift.stop()])
      const deaths = [...fleet.deaths]
      const evidence = await gather(database, world, { intentions, deaths, lostPosts: trouble.lostPosts })
      const findings = judge(evidence)
      if (unrest) findings.push({ what: 'unreported', about: 'the app', detail: `not quiet: ${unrest}` })
      keepsLogs = findings.length > 0 || options.keepsLogs
      return {
        evidence,
        findings,
        remarks: remarksOn(world, fleet),
        seconds: { ...seconds, all: since() },
        folder: keepsLogs ? fleet.folder : undefined,
      }
    } finally {
      await database.close()
    }
  } finally {
    await fleet?.end(keepsLogs)
    await world.close()
  }
}

function remarksOn({ slack }: World, { complaints }: Fleet): string[] {
  // The app cannot answer while it is dead or frozen.
  const rules = slack.violations.filter(({ what }) => what !== 'missing ack')
  const missing = slack.violations.length - rules.length
  return [
    ...(missing > 0 ? [`${missing} × missing ack`] : []),
    ...grouped(rules.map(({ what, detail }) => `${what}: ${detail.slice(0, 200)}`)),
    ...grouped(
      complaints.map(line => line.replace(/"(time|code|id|reference)":"[^"]*",?/g, '').slice(0, 400)),
    ),
  ]
}

function grouped(lines: readonly string[]): string[] {
  return [...Map.groupBy(lines, line => line)].slice(0, 15).map(([line, all]) => `${all.length} × ${line}`)
}
