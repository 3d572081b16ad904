// Events API: only what the manifest subscribes, with Slack's three retries and redelivery on demand.
import type { Clock } from '../../lib/clock.ts'
import type { Delivery, Envelope } from './deliver.ts'
import { isJson, type Json } from './json.ts'
import type { Manifest } from './manifest.ts'
import type { SlackSeed } from './seed.ts'
import type { Store } from './store.ts'
import type { Events } from './workspace.ts'

/** At once, after a minute, after five: by the sandbox's clock. */
const retryAfterMs = [0, 60_000, 300_000]

export function createEvents(options: {
  clock: Clock
  delivery: Delivery
  manifest: Manifest
  seed: SlackSeed
  store: Store
}): Events {
  const { clock, delivery, manifest, seed, store } = options
  const stopped = new AbortController()
  let last: Envelope | undefined

  const wrap = (event: Json): Json => ({
    type: 'event_callback',
    token: 'sandbox-verification-token',
    team_id: seed.team.id,
    api_app_id: seed.app.id,
    event,
    event_id: store.nextId('Ev'),
    event_time: Math.floor(clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: seed.team.id,
        user_id: seed.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  })

  const retry = async (envelope: Envelope) => {
    for (const [index, wait] of retryAfterMs.entries()) {
      await clock.sleep(wait, stopped.signal)
      const again = { ...envelope, retry: { attempt: index + 1, reason: 'timeout' } }
      const delivered = await delivery.send(again)
      if (delivered.kind === 'acked' || stopped.signal.aborted) return
    }
  }

  return {
    async emit(name, event, { isEcho = false } = {}) {
      if (!manifest.botEvents.includes(name) || stopped.signal.aborted) return
      const what = `event ${name}`
      const envelope: Envelope = { type: 'events_api', payload: wrap(event), what, takesAnswer: false }
      if (!isEcho) last = envelope
      const delivered = await delivery.send(envelope)
      if (delivered.kind === 'acked' || isEcho) return
      // Runs on beside: the person who caused the event sees nothing of it. Closing the sandbox ends it.
      retry(envelope).catch(error => {
        if (!stopped.signal.aborted) throw error
      })
    },
    async redeliver(retryAttempt = 1) {
      if (!last || !isJson(last.payload)) throw new Error('there is no event to deliver again')
      const delivered = await delivery.send({ ...last, retry: { attempt: retryAttempt, reason: 'timeout' } })
      if (delivered.kind !== 'acked') throw new Error(`the second delivery was not acked: ${delivered.kind}`)
    },
    stop: () => stopped.abort(new Error('the sandbox is closed')),
  }
}
