// views.*: opening with a trigger, pushing, updating with a hash, publishing the Home tab.
import { placedElements } from '../blocks.ts'
import { type Json, objectsIn, textIn } from '../json.ts'
import type { SlackView } from '../store.ts'
import type { Trigger } from '../tickets.ts'
import type { Shown } from '../views.ts'
import type { Workspace } from '../workspace.ts'
import { ApiError, type Method } from './answer.ts'
import { checkView } from './check.ts'

function takeTrigger(workspace: Workspace, args: Json): Trigger {
  const taken = workspace.tickets.takeTrigger(textIn(args.trigger_id))
  if (!taken.ok) throw new ApiError(taken.error)
  return taken.ticket
}

function shown(workspace: Workspace, result: Shown): Json {
  if (!result.ok) throw new ApiError(result.error)
  return { view: workspace.views.wire(result.view) }
}

function modalBody(workspace: Workspace, args: Json, where: string): Json {
  const body = checkView(workspace, args.view, where)
  checkFileInputs(workspace, body)
  if (body.type !== 'modal') throw new ApiError('invalid_arguments')
  return body
}

/** A file_input wants the scope that reading its files takes. */
function checkFileInputs({ manifest }: Workspace, body: Json): void {
  const hasOne = placedElements(objectsIn(body.blocks)).some(({ type }) => type === 'file_input')
  if (hasOne && !manifest.botScopes.includes('files:read'))
    throw new ApiError('missing_scope', { needed: 'files:read', provided: manifest.botScopes.join(',') })
}

function viewToUpdate(workspace: Workspace, args: Json): SlackView {
  const { store } = workspace
  const byExternalId = textIn(args.external_id)
  const view = byExternalId ? store.findExternalView(byExternalId) : store.findView(textIn(args.view_id))
  if (!view) throw new ApiError('not_found')
  return view
}

export const viewMethods: Record<string, Method> = {
  'views.open': {
    token: 'bot',
    run(args, workspace) {
      const body = modalBody(workspace, args, 'views.open')
      const { userId, viewId } = takeTrigger(workspace, args)
      if (viewId) {
        const advice = 'Slack does not promise to show it: push or update instead'
        workspace.journal.broke('views.open inside a modal', advice)
      }
      return shown(workspace, workspace.views.open(userId, body))
    },
  },
  'views.push': {
    token: 'bot',
    run(args, workspace) {
      const body = modalBody(workspace, args, 'views.push')
      const { userId, viewId } = takeTrigger(workspace, args)
      if (!viewId) throw new ApiError('invalid_trigger_id')
      return shown(workspace, workspace.views.push(userId, body))
    },
  },
  'views.update': {
    token: 'bot',
    run(args, workspace) {
      const body = checkView(workspace, args.view, 'views.update')
      checkFileInputs(workspace, body)
      const view = viewToUpdate(workspace, args)
      if (body.type !== view.type) throw new ApiError('invalid_arguments')
      return shown(workspace, workspace.views.update(view, body, textIn(args.hash)))
    },
  },
  'views.publish': {
    token: 'bot',
    run(args, workspace) {
      const body = checkView(workspace, args.view, 'views.publish')
      if (body.type !== 'home') throw new ApiError('invalid_arguments')
      if (!workspace.manifest.homeTab) throw new ApiError('not_enabled')
      const userId = textIn(args.user_id)
      if (!workspace.store.users.has(userId)) throw new ApiError('invalid_arguments')
      return shown(workspace, workspace.views.publish(userId, body, textIn(args.hash)))
    },
  },
}
