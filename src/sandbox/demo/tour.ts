// The guided tour: seven things to try, each ticked off by what really happened, in whatever order.
import { findGuestIds } from '../../features/find-guest/ids.ts'
import type { Playground } from './playground.ts'
import { type TourStep, tourSteps } from './tour-steps.ts'

export interface Tour {
  done(): readonly TourStep[]
  /** The page showed the ledger: nobody else can know. */
  sawLedger(): void
  /** Everything that happened before is forgotten. */
  begin(): Promise<void>
  onChange(listener: () => void): () => void
  stop(): void
}

/** What the audit trail says of one action's life. */
export interface Happened {
  event: string
  /** The action's id. */
  subject: string
  kind: string | undefined
  to: string | undefined
}

/** Changes come in bursts: one look for each. */
const gatherMs = 100

export function createTour(playground: Playground): Tour {
  const listeners = new Set<() => void>()
  const done = new Set<TourStep>()
  let since = { seq: 0, calls: 0 }
  let timer: NodeJS.Timeout | undefined
  let isLooking = false

  const tick = (steps: Iterable<TourStep>) => {
    const before = done.size
    for (const step of steps) done.add(step)
    if (done.size > before) for (const listener of [...listeners]) listener()
  }

  const trail = () =>
    playground.app.database.db
      .selectFrom('audit')
      .select(['seq', 'event', 'subject', 'detail'])
      .where('seq', '>', since.seq)
      .orderBy('seq')
      .execute()

  async function look(): Promise<void> {
    timer = undefined
    if (playground.isResetting()) return
    if (isLooking) return soon()
    isLooking = true
    try {
      const rows = await trail()
      tick(ticked(rows.map(toHappened)))
      if (!done.has('look-up') && hasShownCard()) tick(['look-up'])
      if (!done.has('morning') && hasPostedDigest()) tick(['morning'])
    } catch {
      // The store is closing: the next change looks again.
    } finally {
      isLooking = false
    }
  }

  const calls = () => playground.slack.calls.slice(since.calls).filter(({ ok }) => ok)

  /** Nothing else is posted to its channel. */
  function hasPostedDigest(): boolean {
    const { id } = playground.slack.store.channel('digest')
    return calls().some(({ method, args }) => method === 'chat.postMessage' && args.channel === id)
  }

  /** Only the guest card offers to reveal the e-mail. */
  function hasShownCard(): boolean {
    return calls().some(
      ({ method, args }) => method === 'response_url' && JSON.stringify(args).includes(findGuestIds.reveal),
    )
  }

  const soon = () => {
    timer ??= setTimeout(() => void look(), gatherMs)
  }
  const stops = [playground.slack, playground.loyalty, playground].map(part => part.onChange(soon))

  return {
    done: () => tourSteps.filter(step => done.has(step)),
    sawLedger: () => tick(['undo-or-ledger']),
    async begin() {
      // The store may be another one than before.
      since = { seq: 0, calls: playground.slack.calls.length }
      since.seq = (await trail()).at(-1)?.seq ?? 0
      done.clear()
      for (const listener of [...listeners]) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      clearTimeout(timer)
      for (const stop of stops) stop()
    },
  }
}

/** The steps that these events of actions prove, oldest first. */
export function ticked(events: readonly Happened[]): Set<TourStep> {
  const steps = new Set<TourStep>()
  const kinds = new Map<string, string>()
  const lost = new Set<string>()
  for (const { event, subject, kind, to } of events) {
    if (kind !== undefined) kinds.set(subject, kind)
    const known = kinds.get(subject)
    if (event === 'action.requested' && known === 'undo') steps.add('undo-or-ledger')
    if (event === 'action.requested' && known === 'redeem-product' && to === 'waiting') steps.add('request')
    if (event === 'action.approved' && known === 'redeem-product') steps.add('approve')
    if (event === 'action.answer-lost') lost.add(subject)
    if (event === 'action.done' && known === 'grant-points') steps.add('grant')
    if (event.match(/^action\.(done|ruled-out|handed-to-person)$/) && lost.has(subject))
      steps.add('lost-answer')
  }
  return steps
}

function toHappened({
  event,
  subject,
  detail,
}: {
  event: string
  subject: string
  detail: string
}): Happened {
  const read: unknown = JSON.parse(detail)
  const text = (name: string) => {
    const value: unknown = read !== null && typeof read === 'object' ? Reflect.get(read, name) : undefined
    return typeof value === 'string' ? value : undefined
  }
  return { event, subject, kind: text('kind'), to: text('to') }
}
