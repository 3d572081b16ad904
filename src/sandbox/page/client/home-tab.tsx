// The app's Home tab, as the app has published it for this person.
import { useActing } from './acting.ts'
import { Blocks } from './blocks.tsx'

export function HomeTab() {
  const { screen, directory, say } = useActing()
  const { home } = screen
  return (
    <>
      <header className="room-title">
        <h2>
          {directory.app.name} · {say('home')}
        </h2>
      </header>
      <div className="home-tab">
        {home ? (
          <Blocks blocks={home.blocks} values={home.values} errors={home.errors} at={{ view: home.id }} />
        ) : (
          <p className="empty">{say('emptyHome')}</p>
        )}
      </div>
    </>
  )
}
