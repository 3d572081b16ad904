// The whole page: a bar on top, and two people side by side.
import { useState } from 'react'
import type { Directory } from '../../slack/people/screen-types.ts'
import { useIsConnected, useTopic } from './live.ts'
import { Pane } from './pane.tsx'
import { usePlace } from './place.ts'

export function App() {
  const directory = useTopic<Directory>('directory')
  const isConnected = useIsConnected()
  const [place, go] = usePlace()
  // Where there is room for one person only, the other one is a tap away.
  const [shown, show] = useState<0 | 1>(0)
  if (!directory) return <p className="starting">{isConnected ? 'Opening the desk…' : 'Connecting…'}</p>
  const nameAt = (side: 0 | 1) =>
    directory.users.find(user => user.name === place[side].person)?.realName ?? place[side].person
  return (
    <>
      <header className="bar">
        <h1>Loyalty Desk</h1>
        <p>playground · nothing leaves this computer</p>
        <fieldset className="sides">
          <legend className="unseen">Person</legend>
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
      </header>
      {!isConnected && (
        <p className="offline" role="status">
          The playground has stopped. Start it again with npm run demo; this page finds it by itself.
        </p>
      )}
      <main className="panes" data-shown={shown}>
        <Pane side="left" directory={directory} place={place[0]} go={next => go([next, place[1]])} />
        <Pane side="right" directory={directory} place={place[1]} go={next => go([place[0], next])} />
      </main>
    </>
  )
}
