// Who acts, and the channels and direct messages that they are in, with unread marks.
import { useActing } from './acting.ts'
import type { PanePlace } from './place.ts'
import { countUnread, useReadMarks } from './unread.ts'

interface SidebarProps {
  place: PanePlace
  enter(room: string): void
  actAs(person: string): void
}

export function Sidebar({ place, enter, actAs }: SidebarProps) {
  const { screen, directory, say } = useActing()
  const marks = useReadMarks()
  const entry = (room: string, name: string, sign: string, unread: number) => (
    <li key={room}>
      <button
        type="button"
        aria-current={place.room === room ? 'page' : undefined}
        data-unread={unread > 0}
        onClick={() => enter(room)}
      >
        <span className="sign" aria-hidden="true">
          {sign}
        </span>
        <span className="name">{name}</span>
        {unread > 0 && (
          <span className="badge">
            {unread}
            <span className="unseen"> {say('unread')}</span>
          </span>
        )}
      </button>
    </li>
  )
  const listed = (isDm: boolean) =>
    screen.channels
      .filter(channel => channel.isDm === isDm)
      .map(channel => {
        const unread = countUnread(screen.id, channel, marks)
        return entry(channel.slug, channel.name, isDm ? '🛎️' : channel.isPrivate ? '🔒' : '#', unread)
      })
  return (
    <nav className="sidebar" aria-label={say('conversations')}>
      <label className="act-as">
        <span>{say('actAs')}</span>
        <select value={screen.name} onChange={event => actAs(event.target.value)}>
          {directory.users.map(user => (
            <option key={user.id} value={user.name}>
              {user.realName}
            </option>
          ))}
        </select>
      </label>
      <h2>{say('channels')}</h2>
      <ul>{listed(false)}</ul>
      <h2>{say('apps')}</h2>
      <ul>
        {directory.app.hasHome && entry('home', `${directory.app.name} · ${say('home')}`, '🏠', 0)}
        {listed(true)}
      </ul>
    </nav>
  )
}
