// Pressing and choosing: block_actions to the app, and what the person sees when the app does not answer.
import { confirmOf, isButton, optionsIn, type Placed } from '../blocks.ts'
import { shapeOf, startingValues, stateValue } from '../form-state.ts'
import { type Json, objectIn, textIn, wordsIn } from '../json.ts'
import { actionOf, actionsBody, type LostMessage, type Surface, suggestionBody } from '../payloads.ts'
import type { SlackUser } from '../store.ts'
import { validateOptions } from '../validate.ts'
import { inWords, isError, noteDoubts, noteLiveMarkup } from '../web-api/check.ts'
import type { Workspace } from '../workspace.ts'
import { chosenValue } from './choices.ts'
import type { Looks } from './looks.ts'
import { describeMissing, findTarget, surfacesFor } from './targets.ts'
import { Trouble } from './trouble.ts'
import type { FieldValue, RawPress, Where } from './types.ts'

export type Press = ReturnType<typeof createPress>

export function createPress(workspace: Workspace, user: SlackUser, looks: Looks) {
  const { store, delivery, journal } = workspace
  /** What the app suggested last, by view or message and action_id. */
  const lastSuggested = new Map<string, Json[]>()

  const send = async (surface: Surface | LostMessage, action: Json, name: string): Promise<void> => {
    const payload = actionsBody(workspace, user, surface, action)
    const what = `${user.name} pressing ${name}`
    const delivered = await delivery.send({ type: 'interactive', payload, what, takesAnswer: false })
    if (delivered.kind === 'acked') return
    const why = delivered.kind === 'late' ? 'the app did not respond in time' : delivered.detail
    throw new Trouble(`${what}: Slack shows a warning sign, ${why}`, delivered.kind)
  }

  const keyOf = (surface: Surface, placed: Placed) =>
    `${surface.kind === 'view' ? surface.view.id : surface.message.ts} ${placed.blockId} ${placed.actionId}`

  /** Asks the app for the options of an external select, as typing into it does. */
  const suggestions = async (surface: Surface, placed: Placed, text: string): Promise<Json[]> => {
    const least = placed.element.min_query_length
    if ([...text].length < (typeof least === 'number' ? least : 3)) return []
    const what = `${user.name} searching "${text}" in ${placed.label}`
    const payload = suggestionBody(workspace, user, surface, placed, text)
    const delivered = await delivery.send({ type: 'interactive', payload, what, takesAnswer: true })
    if (delivered.kind !== 'acked')
      throw new Trouble(`${what}: Slack shows "no results", the app did not answer`, delivered.kind)
    const { answer } = delivered
    noteLiveMarkup(workspace, answer, what)
    const problems = validateOptions(answer)
    noteDoubts(workspace, problems, `options for ${what}`)
    const errors = problems.filter(isError)
    if (errors.length > 0) {
      const detail = errors.map(inWords).join(' ')
      journal.broke('invalid payload', `options for ${what}: ${detail}`)
      throw new Trouble(`${what}: Slack shows "no results", the options are invalid: ${detail}`, 'failed')
    }
    const options = optionsIn(objectIn(answer))
    lastSuggested.set(keyOf(surface, placed), options)
    return options
  }

  /** Sets the value of an element, asking for suggestions first where it is an external select. */
  const choose = async (surface: Surface, placed: Placed, value: FieldValue): Promise<unknown> => {
    let suggested: Json[] = []
    if (placed.type.includes('external_select') && typeof value !== 'boolean') {
      suggested = lastSuggested.get(keyOf(surface, placed)) ?? []
      for (const text of [value].flat().filter(Boolean)) {
        const isKnown = suggested.some(each => textIn(each.value) === text || wordsIn(each.text) === text)
        if (!isKnown) suggested = [...suggested, ...(await suggestions(surface, placed, text))]
      }
    }
    const chosen = chosenValue(placed, value, workspace, suggested)
    if (shapeOf(placed.type)) keep(surface, placed, chosen)
    return chosen
  }

  const keep = (surface: Surface, placed: Placed, chosen: unknown) => {
    const { kind } = surface
    const values =
      kind === 'view'
        ? surface.view.values
        : startingValues(surface.message.blocks, surface.message.chosen.get(user.id))
    values[placed.blockId] = { ...values[placed.blockId], [placed.actionId]: stateValue(placed, chosen) }
    if (kind === 'message') surface.message.chosen.set(user.id, values)
    else delete surface.view.errors[placed.blockId]
    store.changed()
  }

  return {
    send,
    suggestions,
    /** What the app suggested last for this select. */
    suggested: (surface: Surface, placed: Placed): Json[] => lastSuggested.get(keyOf(surface, placed)) ?? [],
    choose,
    keep,
    async clicks(label: string | RegExp, where: Where = {}): Promise<void> {
      const surfaces = surfacesFor(workspace, user, looks, where)
      const fits = (placed: Placed) =>
        isButton(placed) && (typeof label === 'string' ? placed.label === label : label.test(placed.label))
      const target = findTarget(surfaces, fits, where.nth ?? 0)
      const name = typeof label === 'string' ? `"${label}"` : String(label)
      if (!target) {
        throw new Error(`${user.name}: ${describeMissing(workspace, name, surfaces, where, 'button')}`)
      }
      if (confirmOf(target.placed) && where.confirm === false) return
      await send(target.surface, actionOf(target.placed), `[${target.placed.label}]`)
    },
    async clickRaw(press: RawPress): Promise<void> {
      const { channel, ts, action_id, block_id = 'forged', value } = press
      const id = store.findChannel(channel)?.id ?? channel
      const message = [...store.messages, ...store.ephemerals].find(
        each => each.channel === id && each.ts === ts && (!each.onlyFor || each.onlyFor === user.id),
      )
      const surface: Surface | LostMessage = message
        ? { kind: 'message', message }
        : { kind: 'lost', channel: id, ts }
      const text = { type: 'plain_text', text: 'forged' }
      const action = { type: 'button', action_id, block_id, text, ...(value !== undefined && { value }) }
      await send(surface, action, `${action_id} by hand`)
    },
    async selects(label: string, option: FieldValue, where: Where = {}): Promise<void> {
      const surfaces = surfacesFor(workspace, user, looks, where)
      const fits = (placed: Placed) =>
        !isButton(placed) &&
        [placed.label, placed.actionId, wordsIn(placed.element.placeholder)].includes(label)
      const target = findTarget(surfaces, fits, where.nth ?? 0)
      if (!target) {
        throw new Error(`${user.name}: ${describeMissing(workspace, `"${label}"`, surfaces, where, 'menu')}`)
      }
      const { surface, placed } = target
      const chosen = await choose(surface, placed, option)
      if (confirmOf(placed) && where.confirm === false) return
      if (!placed.isInput || placed.block.dispatch_action === true) {
        await send(surface, actionOf(placed, chosen), `"${placed.label}"`)
      }
    },
  }
}
