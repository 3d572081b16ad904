// The life of modals and Home tabs: stack of three, hash, kept values, and the view as it goes over the wire.
import { randomBytes } from 'node:crypto'
import { withIds } from './blocks.ts'
import { copyOfValues, startingValues } from './form-state.ts'
import { flagIn, type Json, objectsIn, textIn } from './json.ts'
import type { SlackSeed } from './seed.ts'
import type { SlackView, Store } from './store.ts'

const maxOpenViews = 3

export type Shown = { ok: true; view: SlackView } | { ok: false; error: string }

export type Views = ReturnType<typeof createViews>

export function createViews(store: Store, seed: SlackSeed) {
  const nextHash = () => `${store.nextTs().split('.')[0]}.${randomBytes(4).toString('hex')}`

  const build = (body: Json, owner: string, type: 'modal' | 'home', under?: SlackView): SlackView => {
    const blocks = withIds(objectsIn(body.blocks), () => store.nextId('b'))
    const id = store.nextId('V')
    return {
      id,
      type,
      owner,
      body,
      blocks,
      hash: nextHash(),
      values: startingValues(blocks),
      errors: {},
      rootId: under?.rootId ?? id,
      previousId: under?.id ?? null,
      externalId: textIn(body.external_id),
    }
  }

  const isTaken = (body: Json, except?: SlackView): boolean => {
    const externalId = textIn(body.external_id)
    const holder = externalId ? store.findExternalView(externalId) : undefined
    return holder !== undefined && holder !== except
  }

  const views = {
    /** Opens a first modal; one that the person still had open is gone with it. */
    open(owner: string, body: Json): Shown {
      if (isTaken(body)) return { ok: false, error: 'duplicate_external_id' }
      const view = build(body, owner, 'modal')
      store.openViews(owner).splice(0, Number.POSITIVE_INFINITY, view)
      store.changed()
      return { ok: true, view }
    },
    push(owner: string, body: Json): Shown {
      const stack = store.openViews(owner)
      const top = stack.at(-1)
      if (!top) return { ok: false, error: 'not_found' }
      if (stack.length >= maxOpenViews) return { ok: false, error: 'push_limit_reached' }
      if (isTaken(body)) return { ok: false, error: 'duplicate_external_id' }
      const view = build(body, owner, 'modal', top)
      stack.push(view)
      store.changed()
      return { ok: true, view }
    },
    /** Replaces what a view shows; typed values stay where block_id and action_id stay. */
    update(view: SlackView, body: Json, hash?: string): Shown {
      if (hash && hash !== view.hash) return { ok: false, error: 'hash_conflict' }
      if (isTaken(body, view)) return { ok: false, error: 'duplicate_external_id' }
      view.body = body
      view.blocks = withIds(objectsIn(body.blocks), () => store.nextId('b'))
      view.values = startingValues(view.blocks, view.values)
      view.errors = {}
      delete view.trouble
      view.hash = nextHash()
      if (textIn(body.external_id)) view.externalId = textIn(body.external_id)
      store.changed()
      return { ok: true, view }
    },
    publish(owner: string, body: Json, hash?: string): Shown {
      const home = store.homes.get(owner)
      if (home) return views.update(home, body, hash)
      if (isTaken(body)) return { ok: false, error: 'duplicate_external_id' }
      const view = build(body, owner, 'home')
      store.homes.set(owner, view)
      store.changed()
      return { ok: true, view }
    },
    /** Takes the view, and whatever lies on top of it, off the person's stack. */
    close(view: SlackView): void {
      const stack = store.openViews(view.owner)
      const at = stack.indexOf(view)
      if (at >= 0) stack.splice(at)
      store.changed()
    },
    clear(owner: string): void {
      store.openViews(owner).length = 0
      store.changed()
    },
    /** The view as Slack sends it, in answers and in interaction payloads. */
    wire(view: SlackView): Json {
      const { body } = view
      return {
        id: view.id,
        team_id: seed.team.id,
        type: view.type,
        blocks: structuredClone(view.blocks),
        private_metadata: textIn(body.private_metadata),
        callback_id: textIn(body.callback_id),
        state: { values: copyOfValues(view.values) },
        hash: view.hash,
        title: body.title ?? null,
        close: body.close ?? null,
        submit: body.submit ?? null,
        clear_on_close: flagIn(body.clear_on_close),
        notify_on_close: flagIn(body.notify_on_close),
        previous_view_id: view.previousId,
        root_view_id: view.rootId,
        app_id: seed.app.id,
        app_installed_team_id: seed.team.id,
        bot_id: seed.app.botId,
        external_id: view.externalId,
      }
    },
  }
  return views
}
