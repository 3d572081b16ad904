// The whole page: a bar on top, the tour, and two people side by side or the API's side.
import { useEffect, useState } from 'react'
import type { Directory } from '../../slack/people/screen-types.ts'
import { ApiSide } from './api-side.tsx'
import { DemoBar } from './demo-bar.tsx'
import { speakDemo } from './demo-words.ts'
import { useIsConnected, useTopic } from './live.ts'
import { Pane } from './pane.tsx'
import { usePlace, writePlace } from './place.ts'
import { TourStrip } from './tour-strip.tsx'
import { startPlaces } from './tour-words.ts'
import { useDemo, useHotelSpeaksAsPage, usePageLanguage, useSide } from './use-demo.ts'

export function App() {
  const directory = useTopic<Directory>('directory')
  const isConnected = useIsConnected()
  const demo = useDemo()
  const side = useSide()
  const [language] = usePageLanguage()
  useHotelSpeaksAsPage()
  const say = speakDemo(language)
  const [place, go] = usePlace()
  // Where there is room for one person only, the other one is a tap away.
  const [shown, show] = useState<0 | 1>(0)
  useEffect(() => {
    if (demo && location.hash === '') location.replace(writePlace(startPlaces[language]))
  }, [demo, language])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const hasSlack = demo?.hasSlack ?? true
  const isApi = side.kind === 'api' || !hasSlack
  if (hasSlack && !directory) return <p className="starting">{say(isConnected ? 'opening' : 'connecting')}</p>
  const nameAt = (side: 0 | 1) =>
    directory?.users.find(user => user.name === place[side].person)?.realName ?? place[side].person
  return (
    <>
      <header className="bar">
        <h1>Loyalty Desk</h1>
        {demo?.playground !== null && <p>{say('nothingLeaves')}</p>}
        <DemoBar />
        {!isApi && (
          <fieldset className="sides">
            <legend className="unseen">{say('person')}</legend>
            {([0, 1] as const).map(side => (
              <button
                key={side}
                type="button"
                aria-pressed={shown === side}
                aria-label={nameAt(side)}
                onClick={() => show(side)}
              >
                {nameAt(side).split(' ')[0]}
              </button>
            ))}
          </fieldset>
        )}
      </header>
      <TourStrip />
      {!isConnected && (
        <p className="offline" role="status">
          {say('stopped')}
        </p>
      )}
      {isApi && <ApiSide />}
      {directory && (
        // What is typed stays while the visitor looks at the API's side; a new beginning forgets it.
        <main key={demo?.playground?.life} className="panes" data-shown={shown} hidden={isApi}>
          <Pane side="left" directory={directory} place={place[0]} go={next => go([next, place[1]])} />
          <Pane side="right" directory={directory} place={place[1]} go={next => go([place[0], next])} />
        </main>
      )}
    </>
  )
}
