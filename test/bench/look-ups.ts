// /points beside a bare Bolt app: how many are finished, how soon each is acknowledged, and what overload does.
import { findGuestIds } from '../../src/features/find-guest/ids.ts'
import { emailOf } from './fake-api.ts'
import { type Line, median, ms, percentile, perSecond } from './figures.ts'
import { commandBody, personFor } from './requests.ts'
import { on20Connections, type Side } from './side.ts'
import { type World, within } from './world.ts'

interface Round {
  finishedPerSecond: number
  ackP50: number
  ackP99: number
  /** Processor time of the side for one look-up; neighbours on the machine do not lengthen it much. */
  cpuMs: number
  /** How much of the time the bench itself was busy, 0 to 1. */
  benchLoad: number
}

export async function measureLookUps(world: World): Promise<Line[]> {
  const seconds = world.isQuick ? 1.5 : 3
  const rounds = world.isQuick ? 2 : 5
  const desk = await world.start('./desk-app.ts', 'look-ups')
  const bare = await world.start('./bare-bolt.ts', 'bare')
  const look = (side: Side, forSeconds: number) => lookUpRound(world, side, forSeconds)
  await look(desk, seconds)
  await look(bare, seconds)
  const results: { desk: Round; bare: Round }[] = []
  for (let round = 0; round < rounds; round++) {
    const deskFirst = round % 2 === 0
    const first = await look(deskFirst ? desk : bare, seconds)
    const second = await look(deskFirst ? bare : desk, seconds)
    results.push(deskFirst ? { desk: first, bare: second } : { desk: second, bare: first })
  }
  await bare.stop()
  await desk.stop()

  const of = (pick: (round: Round) => number) => ({
    desk: median(results.map(round => pick(round.desk))),
    bare: median(results.map(round => pick(round.bare))),
    ratio: median(results.map(round => pick(round.desk) / pick(round.bare))),
  })
  const finished = of(round => round.finishedPerSecond)
  const p50 = of(round => round.ackP50)
  const p99 = of(round => round.ackP99)
  const cpu = of(round => round.cpuMs)
  const load = of(round => round.benchLoad)
  return [
    {
      what: 'finished per second',
      desk: perSecond(finished.desk),
      bare: perSecond(finished.bare),
      target: `${finished.ratio.toFixed(2)} ≥ 0.80`,
      isMet: finished.ratio >= 0.8,
    },
    { what: 'ack, median', desk: ms(p50.desk), bare: ms(p50.bare) },
    {
      what: 'ack, p99',
      desk: ms(p99.desk),
      bare: ms(p99.bare),
      target: `${p99.ratio.toFixed(2)} × ≤ 3 ×`,
      isMet: p99.ratio <= 3,
    },
    {
      what: 'processor time for one look-up',
      desk: ms(cpu.desk),
      bare: ms(cpu.bare),
      target: `${cpu.ratio.toFixed(2)} ×`,
    },
    { what: 'the bench itself was busy', desk: percent(load.desk), bare: percent(load.bare) },
  ]
}

/** The same with the work left out on both sides. */
export async function measureAcks(world: World): Promise<Line[]> {
  const seconds = world.isQuick ? 1 : 2
  const desk = await world.start('./desk-ack.ts', 'acks')
  const bare = await world.start('./bare-bolt.ts', 'bare', { BENCH_WORK: 'none' })
  const perSide = new Map<Side, number[]>([
    [desk, []],
    [bare, []],
  ])
  for (let round = 0; round < (world.isQuick ? 3 : 4); round++) {
    for (const side of round % 2 === 0 ? [desk, bare] : [bare, desk]) {
      const rate = await ackRound(world, side, seconds)
      // The first round warms both up.
      if (round > 0) perSide.get(side)?.push(rate)
    }
  }
  await desk.stop()
  await bare.stop()
  const rate = { desk: median(perSide.get(desk) ?? []), bare: median(perSide.get(bare) ?? []) }
  return [
    {
      what: 'acknowledged per second, work left out',
      desk: perSecond(rate.desk),
      bare: perSecond(rate.bare),
      target: (rate.desk / rate.bare).toFixed(2),
    },
  ]
}

async function lookUpRound({ slack }: World, side: Side, seconds: number): Promise<Round> {
  const answers = new Map<string, () => void>()
  slack.onAnswer((id, body) => {
    if (isFinal(body)) answers.get(id)?.()
  })
  const acks: number[] = []
  let finished = 0
  let started = 0
  const before = performance.eventLoopUtilization()
  const { cpuMs } = await side.usage()
  const begin = performance.now()
  const until = begin + seconds * 1000
  await on20Connections(side.port, async connection => {
    const id = `L${++started}`
    const answer = new Promise<void>(resolve => {
      answers.set(id, resolve)
    })
    acks.push((await connection.post(pointsBody(slack.responseUrl(id), started))).ms)
    await within(10_000, answer, 'a look-up had no answer')
    answers.delete(id)
    finished++
    return performance.now() < until
  })
  const elapsed = (performance.now() - begin) / 1000
  return {
    finishedPerSecond: finished / elapsed,
    ackP50: median(acks),
    ackP99: percentile(acks, 99),
    cpuMs: ((await side.usage()).cpuMs - cpuMs) / finished,
    benchLoad: performance.eventLoopUtilization(before).utilization,
  }
}

async function ackRound({ slack }: World, side: Side, seconds: number): Promise<number> {
  let count = 0
  const begin = performance.now()
  const until = begin + seconds * 1000
  await on20Connections(side.port, async connection => {
    await connection.post(pointsBody(slack.responseUrl('none'), ++count))
    return performance.now() < until
  })
  return count / ((performance.now() - begin) / 1000)
}

/** A slow API and commands as fast as they are acknowledged: what is taken on stays limited, and so does memory. */
export async function measureOverload(world: World): Promise<Line[]> {
  // Long enough for V8 to collect its old generation several times: before that, memory only grows.
  const seconds = world.isQuick ? 4 : 45
  const desk = await world.start('./desk-app.ts', 'overload')
  await lookUpRound(world, desk, 1.5)
  const { slack, api } = world
  api.setDelay(100)
  const inWork = new Map<number, number>()
  const spans: Span[] = []
  const unanswered = new Set<string>()
  const outcome = { shown: 0, refused: 0 }
  api.onFound(guest => {
    const from = inWork.get(guest)
    if (from !== undefined) spans.push({ from, until: performance.now() })
  })
  slack.onAnswer((id, body) => {
    if (!isFinal(body) || !unanswered.delete(id)) return
    outcome[isCard(body) ? 'shown' : 'refused']++
  })
  const acks: number[] = []
  const memory: number[] = []
  const begin = performance.now()
  const until = begin + seconds * 1000
  const watching = watchMemory(desk, until, memory)
  let started = 0
  await on20Connections(desk.port, async connection => {
    const guest = ++started
    const id = `O${guest}`
    unanswered.add(id)
    acks.push((await connection.post(pointsBody(slack.responseUrl(id), guest))).ms)
    inWork.set(guest, performance.now())
    return performance.now() < until
  })
  await watching
  for (let waited = 0; unanswered.size > 0 && waited < 10_000; waited += 50)
    await new Promise(resolve => setTimeout(resolve, 50))
  api.setDelay(0)
  api.onFound(() => {})
  await desk.stop()

  const most = mostAtOnce(spans)
  // After the first third the heap has its size for this load.
  const warm = memory.slice(Math.floor(memory.length / 3))
  const half = Math.floor(warm.length / 2)
  const early = median(warm.slice(0, half))
  const late = median(warm.slice(half))
  return [
    {
      what: `look-ups in work at once, ${Math.round(started / seconds)} asked per second`,
      desk: String(most),
      target: '≤ 100',
      isMet: most <= 100 && unanswered.size === 0,
    },
    {
      what: 'finished · told to try again · never answered',
      desk: `${outcome.shown} · ${outcome.refused} · ${unanswered.size}`,
    },
    { what: 'ack under overload, p99', desk: ms(percentile(acks, 99)) },
    {
      what: `memory under overload for ${seconds} s, earlier → later`,
      desk: `${early.toFixed(0)} → ${late.toFixed(0)} MB`,
      // A short run sees no more than the heap's first growth.
      ...(!world.isQuick && { target: 'flat: +10 % at most', isMet: late <= early * 1.1 }),
    },
  ]
}

async function watchMemory(side: Side, until: number, into: number[]): Promise<void> {
  while (performance.now() < until) {
    into.push((await side.usage()).rssMb)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

interface Span {
  from: number
  until: number
}

/** The most look-ups at one moment that were acknowledged and whose guest had not been read. */
function mostAtOnce(spans: readonly Span[]): number {
  const steps = spans.flatMap(({ from, until }) => [
    { at: from, by: 1 },
    { at: until, by: -1 },
  ])
  let now = 0
  let most = 0
  for (const { by } of steps.toSorted((a, b) => a.at - b.at || a.by - b.by)) {
    now += by
    most = Math.max(most, now)
  }
  return most
}

const isFinal = (body: string) => !body.includes('Still looking')
/** Only a guest's card has a button to show the e-mail. */
const isCard = (body: string) => body.includes(findGuestIds.reveal)

function pointsBody(responseUrl: string, guest: number): string {
  return commandBody({
    command: '/points',
    text: emailOf(guest),
    userId: personFor(guest),
    triggerId: `T${guest}`,
    responseUrl,
  })
}

const percent = (part: number) => `${Math.round(part * 100)} %`
