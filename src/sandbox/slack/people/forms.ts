// A person in a modal: filling, searching, submitting and closing, with the app's answer applied as Slack does.
import { type Placed, placedElements } from '../blocks.ts'
import { isEmptyAnswer } from '../deliver.ts'
import { newFile } from '../files.ts'
import { clientErrors } from '../form-checks.ts'
import { flagIn, objectIn, textIn, wordsIn } from '../json.ts'
import { actionOf, closedBody, submissionBody } from '../payloads.ts'
import type { SlackUser, SlackView } from '../store.ts'
import { validateSubmissionAnswer } from '../validate.ts'
import { isError, noteDoubts, noteLiveMarkup } from '../web-api/check.ts'
import type { Workspace } from '../workspace.ts'
import type { Looks } from './looks.ts'
import type { Press } from './press.ts'
import { Trouble } from './trouble.ts'
import type { Attachment, FieldValue, Submission } from './types.ts'

const trouble = 'We had some trouble connecting. Try again?'

export type Forms = ReturnType<typeof createForms>

export function createForms(workspace: Workspace, user: SlackUser, looks: Looks, press: Press) {
  const { store, views, delivery, journal } = workspace

  const openView = (): SlackView => {
    const view = looks.top()
    if (!view) throw new Error(`${user.name} has no modal open`)
    return view
  }

  const fieldNamed = (view: SlackView, name: string): Placed => {
    const fields = placedElements(view.blocks).filter(placed => placed.type !== 'button')
    const found =
      fields.find(placed => placed.label === name) ??
      fields.find(placed => placed.blockId === name) ??
      fields.find(placed => placed.actionId === name)
    if (found) return found
    const names = fields.map(placed => `"${placed.label || placed.blockId}"`).join(', ')
    throw new Error(`no field "${name}" in "${wordsIn(view.body.title)}"; its fields are ${names || 'none'}`)
  }

  const fills = async (values: Record<string, FieldValue>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) {
      const view = openView()
      const placed = fieldNamed(view, name)
      const chosen = await press.choose({ kind: 'view', view }, placed, value)
      if (placed.isInput && !flagIn(placed.block.dispatch_action)) continue
      await press.send({ kind: 'view', view }, actionOf(placed, chosen), `"${placed.label}"`)
    }
  }

  const labelled = (view: SlackView, errors: Record<string, string>): Record<string, string> => {
    const labels = new Map(placedElements(view.blocks).map(placed => [placed.blockId, placed.label]))
    return Object.fromEntries(Object.entries(errors).map(([id, text]) => [labels.get(id) || id, text]))
  }

  const showErrors = (view: SlackView, errors: Record<string, string>): Submission => {
    view.errors = errors
    store.changed()
    return { result: 'errors', errors: labelled(view, errors) }
  }

  const failed = (view: SlackView, why: string, kind: Trouble['kind'] = 'failed'): Trouble => {
    view.trouble = trouble
    store.changed()
    return new Trouble(`${user.name} submitting "${wordsIn(view.body.title)}": ${trouble} (${why})`, kind)
  }

  const apply = (view: SlackView, answer: unknown): Submission => {
    const what = `answer to the submission of "${wordsIn(view.body.title)}"`
    const found = validateSubmissionAnswer(answer, views.wire(view))
    noteDoubts(workspace, found, what)
    const problems = found.filter(isError)
    if (problems.length > 0) {
      const detail = problems.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')
      journal.broke('invalid payload', `${what}: ${detail}`)
      throw failed(view, detail)
    }
    if (isEmptyAnswer(answer)) {
      views.close(view)
      return { result: 'closed', errors: {} }
    }
    const { response_action: action, errors, view: next } = objectIn(answer)
    noteLiveMarkup(workspace, next, what)
    switch (action) {
      case 'errors': {
        const entries = Object.entries(objectIn(errors)).map(([id, text]) => [id, textIn(text)])
        return showErrors(view, Object.fromEntries(entries))
      }
      case 'clear':
        views.clear(user.id)
        return { result: 'cleared', errors: {} }
      default: {
        const shown =
          action === 'push' ? views.push(user.id, objectIn(next)) : views.update(view, objectIn(next))
        if (!shown.ok) {
          journal.broke('refused view', `${what}: ${shown.error}`)
          throw failed(view, shown.error)
        }
        return { result: action === 'push' ? 'pushed' : 'updated', errors: {} }
      }
    }
  }

  const submits = async (values: Record<string, FieldValue> = {}): Promise<Submission> => {
    if (Object.keys(values).length > 0) await fills(values)
    const view = openView()
    if (!wordsIn(view.body.submit)) throw new Error(`"${wordsIn(view.body.title)}" has no submit button`)
    const missing = clientErrors(view)
    if (Object.keys(missing).length > 0) return showErrors(view, missing)
    view.errors = {}
    delete view.trouble
    const what = `${user.name} submitting "${wordsIn(view.body.title)}"`
    const payload = submissionBody(workspace, user, view)
    const delivered = await delivery.send({ type: 'interactive', payload, what, takesAnswer: true })
    if (delivered.kind === 'acked') return apply(view, delivered.answer)
    if (delivered.kind === 'late') throw failed(view, 'the app did not respond in time', 'late')
    throw failed(view, delivered.detail)
  }

  /** Slack keeps each file as soon as it is chosen, before the form is sent. */
  const attaches = (field: string, ...files: Attachment[]): Promise<void> => {
    const ids = files.map(
      ({ name, content }) => newFile(workspace, { name, user: user.id, content: Buffer.from(content) }).id,
    )
    return fills({ [field]: ids })
  }

  return {
    fills,
    attaches,
    submits,
    async searches(field: string, text: string): Promise<string[]> {
      const view = openView()
      const placed = fieldNamed(view, field)
      if (!placed.type.includes('external_select')) {
        throw new Error(`"${field}" is a ${placed.type}: only external selects are searched`)
      }
      const options = await press.suggestions({ kind: 'view', view }, placed, text)
      return options.map(option => wordsIn(option.text))
    },
    async closesModal({ all = false } = {}): Promise<void> {
      const view = openView()
      const closed = all ? [...store.openViews(user.id)].reverse() : [view]
      const bodies = closed
        .filter(each => flagIn(each.body.notify_on_close))
        .map(each => closedBody(workspace, user, each, all))
      for (const each of closed) views.close(each)
      for (const payload of bodies) {
        const what = `${user.name} closing a modal`
        await delivery.send({ type: 'interactive', payload, what, takesAnswer: false })
      }
    },
  }
}
