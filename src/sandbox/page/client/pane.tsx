// One person's window: who it is, their channels, the one they look at, and the modal on top.
import { useCallback, useEffect, useMemo, useState } from 'react'
import { type Json, objectIn } from '../../slack/json.ts'
import type { Directory, ScreenAnswer, ScreenState } from '../../slack/people/screen-types.ts'
import { type Acting, ActingContext } from './acting.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { Conversation } from './conversation.tsx'
import { useFocusReturn } from './focus.ts'
import { HomeTab } from './home-tab.tsx'
import { deskNow, send, useTopic } from './live.ts'
import { Modal } from './modal.tsx'
import type { PanePlace } from './place.ts'
import { Sidebar } from './sidebar.tsx'
import { languageOf, speak } from './words.ts'

interface PaneProps {
  side: 'left' | 'right'
  directory: Directory
  place: PanePlace
  go(next: PanePlace): void
}

export function Pane({ side, directory, place, go }: PaneProps) {
  const user = directory.users.find(each => each.name === place.person) ?? directory.users[0]
  const topic = `screen:${user?.id}`
  const screen = useTopic<ScreenState>(topic)
  const [isListOpen, openList] = useState(false)
  const [asked, ask] = useState<{ dialog: Json; answer(isYes: boolean): void }>()

  const perform = useCallback<Acting['perform']>(
    async command =>
      (await send<ScreenAnswer>(topic, command)) ?? {
        ok: false,
        kind: 'refused',
        problem: 'The playground has stopped.',
      },
    [topic],
  )
  const confirm = useCallback<Acting['confirm']>(dialog => {
    if (!dialog) return Promise.resolve(true)
    return new Promise(resolve => {
      const answer = (isYes: boolean) => {
        ask(undefined)
        resolve(isYes)
      }
      ask({ dialog: objectIn(dialog), answer })
    })
  }, [])
  const acting = useMemo<Acting | undefined>(() => {
    if (!screen) return undefined
    const language = languageOf(screen.locale)
    const viewer = { locale: screen.locale, timeZone: screen.timeZone, now: deskNow() }
    return { screen, directory, language, say: speak(language), viewer, perform, confirm }
  }, [screen, directory, perform, confirm])

  const isCovered = screen !== undefined && (screen.modals.length > 0 || asked !== undefined)
  useFocusReturn(isCovered)
  const isHome = place.room === 'home'
  const hasHome = directory.app.hasHome
  useEffect(() => {
    if (isHome && hasHome) void perform({ do: 'open home' })
  }, [isHome, hasHome, perform])

  if (!acting || !screen) return <section className="pane" data-side={side} aria-busy="true" />
  const modal = screen.modals.at(-1)
  const channel = screen.channels.find(each => each.slug === place.room)
  const enter = (room: string) => {
    openList(false)
    go({ ...place, room })
  }
  return (
    <section className="pane" data-side={side} aria-label={screen.realName} lang={acting.language}>
      <ActingContext value={acting}>
        <div className="pane-body" data-list={isListOpen ? 'open' : 'closed'} inert={isCovered}>
          <Sidebar
            place={place}
            enter={enter}
            actAs={person => {
              openList(false)
              go({ ...place, person })
            }}
          />
          <div className="room">
            <button
              type="button"
              className="list-button"
              aria-expanded={isListOpen}
              aria-label={acting.say(isListOpen ? 'hideList' : 'showList')}
              onClick={() => openList(!isListOpen)}
            >
              ☰
            </button>
            {isHome && hasHome ? (
              <HomeTab />
            ) : channel ? (
              <Conversation key={`${screen.id} ${channel.id}`} channel={channel} />
            ) : (
              <p className="empty">{acting.say('notHere')}</p>
            )}
          </div>
        </div>
        {modal && (
          <Modal key={modal.id} view={modal} depth={screen.modals.length} isCovered={asked !== undefined} />
        )}
        {asked && <ConfirmDialog {...asked} />}
      </ActingContext>
    </section>
  )
}
