// One person with a form: types the command, waits for the guest, presses; when the app does not answer, looks at
// what is on the screen and presses again, or closes the form and begins anew.
import { setTimeout as pause } from 'node:timers/promises'
import type { OpenView, Person, Submission } from '../../src/sandbox/slack/people/types.ts'
import type { Dice } from './dice.ts'
import type { Intention, Told } from './intentions.ts'
import { until } from './wait.ts'

const referencePattern = /LD-[0-9A-HJKMNP-TV-Z]{6}/
const mostCommands = 15
const mostPresses = 8
/** How long a person looks at a form that does not move, ms. */
const patienceMs = 2500

type Turn = 'told' | 'anew'

/** Ends when the person was told something final, or gives up. */
export async function carryOut(person: Person, intention: Intention, dice: Dice): Promise<void> {
  let lastWords = 'no form ever came'
  for (let turn = 0; turn < mostCommands; turn++) {
    const heard = await person.types(intention.command, 'desk').then(
      () => true,
      () => false,
    )
    // The form may come although Slack said that the command failed.
    const isOpen = await until(() => isMine(person.modal(), intention), heard ? patienceMs : 500)
    if (isOpen && (await useForm()) === 'told') return
    await pause(dice.between(200, 900))
  }
  intention.told = { kind: 'gave-up', sentence: lastWords }

  async function useForm(): Promise<Turn> {
    for (let press = 0; press < mostPresses; press++) {
      const view = await settled(person, intention)
      if (!view) return 'anew'
      const turn = await answered(view)
      if (turn) return turn
      if (!(await hasProduct(view))) return closeAndBeginAnew()
      const results = await submitsOnceOrTwice(dice.chance(0.15))
      if (results.some(({ result }) => result === 'closed' || result === 'cleared'))
        return tell({ kind: 'accepted', reference: undefined })
      const sentence = results.flatMap(({ errors }) => Object.values(errors)).join(' ')
      const reference = referencePattern.exec(sentence)?.[0]
      if (reference) {
        await person.closesModal()
        return tell({ kind: 'accepted', reference })
      }
      if (sentence) lastWords = sentence
      if (results.length === 0) {
        lastWords = 'We had some trouble connecting'
        // Most press again on the same form; some close it and type the command again.
        if (dice.chance(0.25)) return closeAndBeginAnew()
      }
      await pause(dice.between(100, 700))
    }
    return closeAndBeginAnew()
  }

  /** What the form says by itself: that it was already sent, or nothing that helps. */
  async function answered(view: OpenView): Promise<Turn | undefined> {
    const reference = referencePattern.exec(view.text)?.[0]
    if (reference) {
      await person.closesModal()
      return tell({ kind: 'accepted', reference })
    }
    if (view.submit !== undefined) return undefined
    lastWords = view.text
    return closeAndBeginAnew()
  }

  /** A form that was looked up twice has forgotten which product the command named. False: it offers none. */
  async function hasProduct(view: OpenView): Promise<boolean> {
    if (intention.product === undefined || !isShown(view)) return true
    const field = Object.values(view.fields).find(({ blockId }) => blockId.replace(/~\d+$/, '') === 'product')
    if (field?.value) return true
    lastWords = `the form has no ${intention.product}`
    if (!field) return false
    return person.fills({ [field.blockId]: intention.product }).then(
      () => true,
      () => false,
    )
  }

  async function submitsOnceOrTwice(isTwice: boolean): Promise<Submission[]> {
    const presses = [person.submits()]
    if (isTwice) presses.push(pause(dice.between(0, 60)).then(() => person.submits()))
    const results = await Promise.allSettled(presses)
    return results.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
  }

  async function closeAndBeginAnew(): Promise<Turn> {
    if (person.modal()) await person.closesModal()
    return 'anew'
  }

  function tell(told: Told): Turn {
    intention.told = told
    return 'told'
  }
}

/** The form once it shows the guest or a problem; as it is when that takes too long; undefined when it has gone. */
async function settled(person: Person, intention: Intention): Promise<OpenView | undefined> {
  const view = await until(() => {
    const now = person.modal()
    return !now || !isLooking(now) ? { now } : false
  }, patienceMs)
  const now = view ? view.now : person.modal()
  return isMine(now, intention) || (now && now.submit === undefined) ? now : undefined
}

function isMine(view: OpenView | undefined, { guest, points, kind }: Intention): boolean {
  if (!view?.callbackId.startsWith(kind)) return false
  const value = (name: string) =>
    Object.values(view.fields).find(({ blockId }) => blockId.replace(/~\d+$/, '') === name)?.value
  return value('guest') === guest.email && (kind !== 'grant-points' || value('points') === String(points))
}

const isShown = (view: OpenView) => view.text.includes('👤')
const isLooking = (view: OpenView) => view.submit !== undefined && !isShown(view) && view.text.includes('🔎')
