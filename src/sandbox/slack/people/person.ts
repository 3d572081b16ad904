// One person, put together from what they type, press, fill in and see.
import type { SlackUser } from '../store.ts'
import type { Workspace } from '../workspace.ts'
import { createForms } from './forms.ts'
import { createLooks } from './looks.ts'
import { createPress } from './press.ts'
import { createScreen } from './screen.ts'
import type { Person } from './types.ts'
import { createTyping } from './typing.ts'

export function createPerson(workspace: Workspace, user: SlackUser): Person {
  const looks = createLooks(workspace, user)
  const press = createPress(workspace, user, looks)
  const forms = createForms(workspace, user, looks, press)
  const typing = createTyping(workspace, user, looks)
  const { signals } = workspace
  const has = (text: string, pattern: string | RegExp) =>
    typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text)
  const modal = () => {
    const view = looks.top()
    return view && looks.toOpenView(view)
  }
  const messages = (where?: string) => looks.rows(where).map(looks.toVisible)
  return {
    id: user.id,
    ...typing,
    ...forms,
    screen: createScreen(workspace, user, { looks, press, forms, typing }),
    modal,
    clicks: press.clicks,
    clickRaw: press.clickRaw,
    selects: press.selects,
    sees: looks.sees,
    messages,
    lastMessage(where) {
      const last = messages(where).at(-1)
      if (!last) throw new Error(`${user.name} sees no message${where ? ` in ${where}` : ''}`)
      return last
    },
    async waitsToSee(pattern, where, timeoutMs) {
      const probe = () => {
        const seen = looks.sees(where)
        return has(seen, pattern) && seen
      }
      const place = where ? ` in ${where}` : ''
      try {
        return await signals.waitFor(probe, `${user.name} to see ${pattern}${place}`, timeoutMs)
      } catch (error) {
        throw new Error(
          `${messageOf(error)}\n${user.name} sees${place}:\n${looks.sees(where) || '(nothing)'}`,
        )
      }
    },
    async waitsForModal(pattern = '', timeoutMs) {
      const probe = () => {
        const view = modal()
        return view !== undefined && has(view.text, pattern) && view
      }
      try {
        return await signals.waitFor(
          probe,
          `${user.name} to have a modal with ${pattern || 'anything'}`,
          timeoutMs,
        )
      } catch (error) {
        throw new Error(`${messageOf(error)}\n${user.name} has open:\n${modal()?.text ?? '(no modal)'}`)
      }
    },
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
