// The API's side of the desk: what the app asks, what the ledger has, and what a visitor makes go wrong.
import { useEffect } from 'react'
import type { ApiView } from '../../demo/api-view.ts'
import { speakDemo } from './demo-words.ts'
import { Ledger } from './ledger.tsx'
import { useTopic } from './live.ts'
import { Requests } from './requests.tsx'
import { Switches } from './switches.tsx'
import { askDemo, useDemo, usePageLanguage, useSide } from './use-demo.ts'

export function ApiSide() {
  const demo = useDemo()
  const { guest } = useSide()
  const [language] = usePageLanguage()
  const say = speakDemo(language)
  const view = useTopic<ApiView>(guest === undefined ? 'api' : `api:${guest}`)
  const isPlayground = demo?.playground !== null
  useEffect(() => {
    if (isPlayground) void askDemo({ do: 'saw ledger' })
  }, [isPlayground])
  if (!demo || !view) return <main className="api-side" aria-busy="true" />
  const zone = demo.playground?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <main className="api-side" lang={language}>
      {demo.isDryRun && <p className="trial">{say('dryRun')}</p>}
      {!demo.hasSlack && <p className="trial">{say('ownSlack')}</p>}
      <div className="api-columns">
        <div>
          {demo.playground && <Switches switches={demo.playground.switches} />}
          <Requests requests={view.requests} timeZone={zone} />
        </div>
        {view.ledger && <Ledger ledger={view.ledger} guest={guest} timeZone={zone} />}
      </div>
    </main>
  )
}
