// Managers decide on what stands in the approvals channel: one, two at once, twice in a row, declined, or taken back by
// the requester at the same moment. A press that Slack could not deliver is pressed again.
import { setTimeout as pause } from 'node:timers/promises'
import type { SlackSandbox } from '../../src/sandbox/slack/server.ts'
import { buttonValue, isDecided, type Request, readBoard, referenceIn } from './board.ts'
import type { Dice } from './dice.ts'
import { until } from './wait.ts'
import { idOf, managers, nameOf } from './world.ts'

const plans = [
  ...Array<'approve'>(9).fill('approve'),
  ...Array<'two-managers'>(3).fill('two-managers'),
  ...Array<'double-click'>(3).fill('double-click'),
  ...Array<'decline'>(3).fill('decline'),
  'cancel',
  'cancel-and-approve',
] as const
type Plan = (typeof plans)[number]

export interface Approvals {
  /** Work that needs a form, for the person who fills in one form at a time; undefined when there is none. */
  takeErrand(name: string): (() => Promise<void>) | undefined
  stop(): Promise<void>
}

export function approvalsOf(slack: SlackSandbox, dice: Dice): Approvals {
  const errands = new Map<string, (() => Promise<void>)[]>()
  const begun = new Set<string>()
  let board = readBoard(slack)
  let isOver = false

  const done = (async () => {
    while (!isOver) {
      board = readBoard(slack)
      for (const request of board.values()) {
        const { reference } = request
        if (begun.has(reference) || isDecided(request)) continue
        begun.add(reference)
        void decide(request)
      }
      await pause(200)
    }
  })()

  async function decide({ reference, requester }: Request): Promise<void> {
    await pause(dice.between(100, 1500))
    let plan: Plan = dice.pick(plans)
    while (!isOver) {
      const request = board.get(reference)
      if (!request || isDecided(request)) return
      await act(plan, request, requester).catch(() => undefined)
      const isDone = await until(() => isOver || isDecidedNow(reference), 5000, 200)
      if (isDone) return
      // A decline that was not taken in time is still a decline; a cancelled one may not be the requester's any more.
      if (plan === 'cancel') plan = 'approve'
    }
  }

  const isDecidedNow = (reference: string): boolean => {
    const request = board.get(reference)
    return request !== undefined && isDecided(request)
  }

  async function act(plan: Plan, request: Request, requester: string): Promise<void> {
    const others = managers.filter(name => idOf(name) !== requester)
    const first = dice.pick(others)
    const second = dice.pick(others.filter(name => name !== first))
    switch (plan) {
      case 'approve':
        // Now and then somebody who may not.
        if (dice.chance(0.1) && managers.some(name => idOf(name) === requester))
          await press(nameOf(requester), request, 'action.approve')
        return press(first, request, 'action.approve')
      case 'double-click':
        return both(press(first, request, 'action.approve'), press(first, request, 'action.approve'))
      case 'two-managers':
        return both(press(first, request, 'action.approve'), press(second, request, 'action.approve'))
      case 'cancel':
        return takeBack(request, requester)
      case 'cancel-and-approve':
        return both(takeBack(request, requester), press(first, request, 'action.approve'))
      case 'decline': {
        const finished = Promise.withResolvers<void>()
        const errand = () => decline(first, request).then(finished.resolve, finished.reject)
        errands.set(first, [...(errands.get(first) ?? []), errand])
        return finished.promise
      }
    }
  }

  /** On any of the copies: each stands for the same request. */
  async function press(name: string, request: Request, actionId: string): Promise<void> {
    const { ts, actionId: value } = dice.pick(request.copies.filter(copy => copy.actionId !== undefined))
    await slack.person(name).clickRaw({ channel: 'approvals', ts, action_id: actionId, value: value ?? '' })
  }

  async function takeBack({ reference }: Request, requester: string): Promise<void> {
    const name = nameOf(requester)
    const own = slack.store
      .messagesIn(`@${name}`)
      .find(message => referenceIn(message) === reference && buttonValue(message, 'action.cancel'))
    const value = own && buttonValue(own, 'action.cancel')
    if (!own || !value) return
    await slack.person(name).clickRaw({ channel: `@${name}`, ts: own.ts, action_id: 'action.cancel', value })
  }

  async function decline(name: string, request: Request): Promise<void> {
    const person = slack.person(name)
    await press(name, request, 'action.decline')
    const isForm = () => person.modal()?.callbackId === 'action.decline-form'
    for (let turn = 0; turn < 5 && (await until(isForm, 3000)); turn++) {
      const sent = await person.submits({ text: 'not this time' }).catch(() => undefined)
      if (sent?.result === 'closed') return
      await pause(dice.between(100, 600))
      // The sentence beside the field says that somebody else has decided.
      if (sent) await person.closesModal()
    }
  }

  return {
    takeErrand: name => errands.get(name)?.shift(),
    async stop() {
      isOver = true
      await done
    },
  }
}

async function both(...presses: Promise<void>[]): Promise<void> {
  await Promise.allSettled(presses)
}
