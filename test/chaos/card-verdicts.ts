// Whether each end stands on its cards in Slack, and which messages stand there a second time.
import type { ActionsTable } from '../../src/store/schema.ts'
import type { Evidence, Posted } from './evidence.ts'
import type { Finding } from './finding.ts'

/** What a card's sentence begins with once the action has ended. */
const signs: Readonly<Record<string, string>> = {
  done: '✅',
  failed: '❌',
  declined: '🚫',
  expired: '⌛',
  cancelled: '↩️',
  'needs-person': '🙋',
  'not-applied': '⚠️',
}

export function ofCards(action: ActionsTable, { cards, posted }: Evidence): Finding[] {
  const { id, reference: about, state } = action
  const actionIds = [id]
  const sign = signs[state]
  if (!sign) return [{ what: 'unreported', about, detail: `has not ended: ${state}`, actionIds }]
  const shown = (message: Posted | undefined) =>
    message?.text.startsWith(sign) && JSON.stringify(message.blocks[0]).includes(sign)
  const findings: Finding[] = []
  const own = cards.filter(card => card.action_id === id && !/^(ask|thread):/.test(card.place))
  for (const { place, channel, ts } of own) {
    const message = posted.find(each => each.channel === channel && each.ts === ts)
    if (!shown(message))
      findings.push({
        what: 'unreported',
        about,
        detail: `${place} shows "${message?.text}", not ${state}`,
        actionIds,
      })
  }
  for (const place of placesOf(action)) {
    if (!own.some(card => card.place === place))
      findings.push({ what: 'unreported', about, detail: `no card in ${place} for ${state}`, actionIds })
  }
  for (const { reference, text, channel } of posted)
    if (reference === about && state !== 'done' && text.startsWith('✅'))
      findings.push({ what: 'wrong', about, detail: `${channel} shows it as done`, actionIds })
  return findings
}

function placesOf({ state }: ActionsTable): string[] {
  switch (state) {
    case 'declined':
    case 'expired':
      return ['approvals', 'outcome']
    case 'cancelled':
      return ['approvals', 'requester']
    default:
      return ['desk', 'outcome']
  }
}

/** Messages that no card of the store owns: Slack took the post, the app never knew. */
export function secondPosts({ posted, cards }: Evidence): Posted[] {
  const owned = new Set(cards.map(({ channel, ts }) => `${channel} ${ts}`))
  return posted.filter(({ channel, ts }) => !owned.has(`${channel} ${ts}`))
}

/** From Slack taking a post to the app noting it, ms; and how long Slack may sit on a post whose sender has died. */
const notedWithinMs = 700
const takenWithinMs = 1000

/** Second posts that neither a death inside the post nor a lost answer accounts for. */
export function unexplainedPosts(evidence: Evidence): Finding[] {
  const { posted, actions } = evidence
  return secondPosts(evidence)
    .filter(({ reference, channel }) => {
      // A process that was frozen inside its post notes its copy when it thaws: then the other's is the second one.
      const copies = posted.filter(each => each.reference === reference && each.channel === channel)
      return !copies.some(copy => isUnheard(copy, evidence))
    })
    .map(({ reference, channel, ts, text }) => ({
      what: 'unexplained post',
      about: reference,
      detail: `${channel} ${ts} "${text}"`,
      actionIds: actions.flatMap(action => (action.reference === reference ? [action.id] : [])),
    }))
}

/** The app may not have heard that this post was taken. */
function isUnheard({ channel, ts }: Posted, { lostPosts, deaths }: Evidence): boolean {
  const at = Number(ts) * 1000
  return (
    lostPosts.has(`${channel} ${ts}`) ||
    deaths.some(({ how, at: diedAt, forMs = 0 }) => {
      const isInside = (from: number, until: number) => at >= from && at <= until
      const thawedAt = diedAt + forMs
      return (
        how !== 'stop' &&
        (isInside(diedAt - notedWithinMs, diedAt + takenWithinMs) ||
          isInside(thawedAt, thawedAt + takenWithinMs))
      )
    })
  )
}
