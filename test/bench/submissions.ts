// Forms: acknowledged after their durable commit, the backlog behind them, and the way from a press to the channel.
import { type Line, mb, median, ms, percentile, perSecond } from './figures.ts'
import { createForms, type OpenForm } from './forms.ts'
import { deskChannel } from './requests.ts'
import { connect, on20Connections, type Side } from './side.ts'
import { bareCommits } from './store.ts'
import { type World, within } from './world.ts'

interface Batch {
  submittedPerSecond: number
  ackP50: number
  ackP99: number
  /** Processor time of the desk for one form, from the press to the ack. */
  cpuMs: number
  drainedPerSecond: number
  /** After the backlog is gone and the garbage collected. */
  heapMb: number
  rssMb: number
}

/** @param databaseUrl an empty PostgreSQL database; undefined for the embedded store */
export async function measureSubmissions(world: World, databaseUrl: string | undefined): Promise<Line[]> {
  const isEmbedded = databaseUrl === undefined
  const full = isEmbedded ? { batches: 5, size: 2000 } : { batches: 3, size: 500 }
  const { batches, size } = world.isQuick ? { batches: 2, size: 500 } : full
  const store = isEmbedded ? 'forms' : 'forms-postgres'
  const desk = await world.start('./desk-app.ts', store, { DATABASE_URL: databaseUrl ?? '' })
  const forms = createForms(world, desk)
  world.api.forget()
  const before = await desk.settledUsage()
  await warmUp(desk, await forms.open(100))

  const done: Batch[] = []
  for (let batch = 0; batch < batches; batch++) done.push(await runBatch(desk, await forms.open(size)))
  const count = 100 + batches * size
  const writes = { all: world.api.writes(), twice: world.api.writtenTwice() }
  if (writes.all !== count || writes.twice > 0)
    throw new Error(
      `${count} forms became ${writes.all} writes, ${writes.twice} guests were written to twice`,
    )
  const confirmations = await measureConfirmations(world, desk, forms)
  await desk.stop()

  const rate = median(done.map(({ submittedPerSecond }) => submittedPerSecond))
  return [
    {
      what: `acknowledged after commit, worker held (${batches} × ${size})`,
      desk: perSecond(rate),
      ...(isEmbedded && { target: '≥ 1,000/s', isMet: rate >= 1000 }),
    },
    ...(isEmbedded ? [{ what: 'a bare commit alone on this disk', desk: perSecond(bareCommits()) }] : []),
    { what: 'ack, median', desk: ms(median(done.map(({ ackP50 }) => ackP50))) },
    { what: 'ack, p99', desk: ms(median(done.map(({ ackP99 }) => ackP99))) },
    { what: 'processor time for one form', desk: ms(median(done.map(each => each.cpuMs))) },
    {
      what: 'backlog drained: sent, read back, shown twice',
      desk: perSecond(median(done.map(({ drainedPerSecond }) => drainedPerSecond))),
    },
    ...(isEmbedded ? memoryLines(before.heapMb, done, count) : []),
    ...confirmations,
  ]
}

function memoryLines(before: number, done: readonly Batch[], count: number): Line[] {
  const heaps = done.map(({ heapMb }) => heapMb)
  const last = done.at(-1)
  const middle = done[Math.floor(done.length / 2)]
  if (!last || !middle) return []
  return [
    {
      what: 'heap: at start, then after each batch',
      desk: `${mb(before)}: ${heaps.map(heap => heap.toFixed(0)).join(' ')}`,
    },
    {
      what: `memory levelled off after ${count.toLocaleString('en')} actions`,
      desk: `${middle.rssMb.toFixed(0)} → ${mb(last.rssMb)}`,
      target: '+10 % at most',
      isMet: last.rssMb <= middle.rssMb * 1.1 && last.heapMb <= middle.heapMb * 1.1,
    },
  ]
}

async function warmUp(desk: Side, forms: OpenForm[]): Promise<void> {
  await submitAll(desk, forms)
  await desk.idle()
}

async function runBatch(desk: Side, forms: OpenForm[]): Promise<Batch> {
  await desk.hold()
  const { cpuMs } = await desk.usage()
  const { seconds, acks } = await submitAll(desk, forms)
  const cpuEach = ((await desk.usage()).cpuMs - cpuMs) / forms.length
  const began = performance.now()
  await desk.release()
  await desk.idle()
  const drained = (performance.now() - began) / 1000
  const { heapMb, rssMb } = await desk.settledUsage()
  return {
    submittedPerSecond: forms.length / seconds,
    ackP50: median(acks),
    ackP99: percentile(acks, 99),
    cpuMs: cpuEach,
    drainedPerSecond: forms.length / drained,
    heapMb,
    rssMb,
  }
}

async function submitAll(desk: Side, forms: OpenForm[]): Promise<{ seconds: number; acks: number[] }> {
  const left = [...forms]
  const acks: number[] = []
  const began = performance.now()
  await on20Connections(desk.port, async connection => {
    const form = left.pop()
    if (!form) return false
    const { text, ms: acked } = await connection.post(form.body)
    // Slack closes a form on an empty answer; anything else says that it was not taken.
    if (text !== '') throw new Error(`a form was not taken: ${text.slice(0, 200)}`)
    acks.push(acked)
    return true
  })
  return { seconds: (performance.now() - began) / 1000, acks }
}

type Forms = ReturnType<typeof createForms>

/** From the press to the message in the desk channel, without the time that the API took for itself. */
async function measureConfirmations(world: World, desk: Side, forms: Forms): Promise<Line[]> {
  const apiMs = 50
  const count = world.isQuick ? 40 : 200
  const alone = await forms.open(world.isQuick ? 10 : 30)
  const together = await forms.open(count)
  world.api.setDelay(apiMs)
  world.api.forget()
  const shown = new Map<string, () => void>()
  world.slack.onMessage((channel, text) => {
    if (channel === deskChannel && text.startsWith('✅'))
      shown.get(/#\d+|Ferrer \d+/.exec(text)?.[0] ?? text)?.()
  })
  const single: number[] = []
  const connection = connect(desk.port)
  for (const form of alone) single.push(await confirm(connection, form))
  await connection.close()
  const shared: number[] = []
  await on20Connections(desk.port, async each => {
    const form = together.pop()
    if (!form) return false
    shared.push(await confirm(each, form))
    return true
  })
  world.api.setDelay(0)
  await desk.idle()
  return [
    {
      what: `press to channel less API time, one at a time`,
      desk: ms(median(single)),
      target: '< 100 ms',
      isMet: median(single) < 100,
    },
    {
      what: 'the same, 20 at once (API: 50 ms a call)',
      desk: ms(median(shared)),
      target: '< 100 ms',
      isMet: median(shared) < 100,
    },
  ]

  async function confirm(each: { post(body: string): Promise<unknown> }, form: OpenForm): Promise<number> {
    const arrived = new Promise<void>(resolve => {
      shown.set(form.label, resolve)
    })
    const began = performance.now()
    await each.post(form.body)
    await within(15_000, arrived, 'no confirmation in the channel')
    const elapsed = performance.now() - began
    shown.delete(form.label)
    return elapsed - world.api.spentOn(form.contactId)
  }
}
