// One digest of the real app, each in a process of its own, against ledgers of any length: time, pages, memory.
import { fork } from 'node:child_process'
import type { DigestRun } from './digest-side.ts'
import { type Line, mb, ms } from './figures.ts'
import { type World, within } from './world.ts'

const day = '2026-11-22'
const mostExtraMb = 60

interface Measured extends DigestRun {
  inDay: number
  history: number
  pages: number
}

export async function measureDigests(world: World): Promise<Line[]> {
  const days = world.isQuick ? [1000, 10_000] : [1000, 10_000, 100_000]
  const measured: Measured[] = []
  for (const inDay of days)
    for (const history of [10_000, 1_000_000]) {
      world.api.setLedger({ day, inDay, history })
      const run = await runOnce(world, inDay, history)
      measured.push({ inDay, history, pages: world.api.ledgerPages(), ...run })
    }
  return [...measured.map(toLine), ...growth(measured)]
}

function toLine({ inDay, history, pages, tookMs, idleMb, peakMb }: Measured): Line {
  const extra = peakMb - idleMb
  return {
    what: `${inDay.toLocaleString('en')} against ${history.toLocaleString('en')}`,
    desk: `${ms(tookMs)}, ${pages} pages`,
    target: `${mb(idleMb)} +${mb(extra)} ≤ +${mostExtraMb} MB`,
    isMet: extra <= mostExtraMb,
  }
}

/** Linear in the day: a row costs the same; flat in the history: at most the questions of a longer bisection more. */
function growth(measured: readonly Measured[]): Line[] {
  const of = (inDay: number, history: number) =>
    measured.find(each => each.inDay === inDay && each.history === history)
  const [small, large] = [10_000, 1_000_000]
  const sizes = [...new Set(measured.map(({ inDay }) => inDay))]
  const extraPages = sizes.map(size => (of(size, large)?.pages ?? 0) - (of(size, small)?.pages ?? 0))
  const perRow = sizes.map(size => ((of(size, large)?.tookMs ?? 0) * 1000) / size)
  return [
    {
      what: 'pages more for 100 times the history',
      desk: String(Math.max(...extraPages)),
      target: '≤ 20',
      isMet: Math.max(...extraPages) <= 20,
    },
    {
      what: 'time for a row of the day, by size of the day',
      desk: perRow.map(value => `${value.toFixed(0)} µs`).join(', '),
      target: 'does not grow',
      isMet: (perRow.at(-1) ?? 0) <= (perRow[0] ?? 0) * 1.2,
    },
  ]
}

async function runOnce(world: World, inDay: number, history: number): Promise<DigestRun> {
  const child = fork(new URL('./digest-side.ts', import.meta.url), {
    execArgv: ['--expose-gc'],
    env: {
      ...process.env,
      ...world.env(`digest-${inDay}-${history}`),
      BENCH_DAY: day,
      BENCH_ROWS: String(inDay),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  try {
    const run = new Promise<DigestRun>((resolve, reject) => {
      child.once('message', message => resolve(message as DigestRun))
      child.once('exit', code => reject(new Error(`the digest side has ended with ${code}`)))
    })
    return await within(600_000, run, 'no digest in ten minutes')
  } finally {
    child.kill()
  }
}
