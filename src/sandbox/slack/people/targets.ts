// Finding the button or menu that a person means, and saying what there is when it is not there.
import { isButton, type Placed, placedElements } from '../blocks.ts'
import type { Surface } from '../payloads.ts'
import type { SlackUser } from '../store.ts'
import type { Workspace } from '../workspace.ts'
import type { Looks } from './looks.ts'
import type { Where } from './types.ts'

export interface Target {
  surface: Surface
  placed: Placed
}

/** Where this person can press something: the modal, messages from the newest on, the Home tab. */
export function surfacesFor(workspace: Workspace, user: SlackUser, looks: Looks, where: Where): Surface[] {
  const view = looks.top()
  const home = workspace.store.homes.get(user.id)
  const modal: Surface[] = view ? [{ kind: 'view', view }] : []
  const homeTab: Surface[] = home ? [{ kind: 'view', view: home }] : []
  if (where.in === 'modal') return modal
  if (where.in === 'home') return homeTab
  const messages = looks
    .rows(where.in)
    .filter(message => where.message === undefined || message.ts === where.message)
    .reverse()
    .map((message): Surface => ({ kind: 'message', message }))
  if (where.in !== undefined || where.message !== undefined) return messages
  return [...modal, ...messages, ...homeTab]
}

const blocksOf = (surface: Surface) =>
  surface.kind === 'view' ? surface.view.blocks : surface.message.blocks

export function findTarget(
  surfaces: Surface[],
  fits: (placed: Placed) => boolean,
  nth: number,
): Target | undefined {
  for (const surface of surfaces) {
    const placed = placedElements(blocksOf(surface)).filter(fits)[nth]
    if (placed) return { surface, placed }
  }
  return undefined
}

/** `no button "Aprove", visible are: modal [Check], #miramar-desk [Undo] …` */
export function describeMissing(
  workspace: Workspace,
  what: string,
  surfaces: Surface[],
  where: Where,
  kind: 'button' | 'menu',
): string {
  const seen = surfaces.flatMap(surface => {
    const labels = placedElements(blocksOf(surface))
      .filter(placed => isButton(placed) === (kind === 'button'))
      .map(placed => `[${placed.label || placed.actionId}]`)
    return labels.length > 0 ? [`${nameOf(workspace, surface)} ${labels.join(' ')}`] : []
  })
  const place = where.in ? ` in ${where.in}` : where.message ? ` in message ${where.message}` : ''
  const visible = seen.length > 0 ? `visible are: ${seen.slice(0, 10).join(', ')}` : 'none is visible'
  return `no ${kind} ${what}${place}, ${visible}`
}

function nameOf(workspace: Workspace, surface: Surface): string {
  if (surface.kind === 'view') return surface.view.type
  const channel = workspace.store.channels.get(surface.message.channel)
  return channel?.dmWith ? 'dm' : `#${channel?.name}`
}
