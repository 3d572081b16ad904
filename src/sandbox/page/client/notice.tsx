// What Slack itself tells one person, such as that a command was not answered.
import { useActing } from './acting.ts'

export function Notice({ text, dismiss }: { text: string; dismiss(): void }) {
  const { say } = useActing()
  return (
    <div className="message notice" role="alert">
      <span className="avatar" aria-hidden="true">
        ⚠️
      </span>
      <div className="message-body">
        <p className="only-you">👁 {say('onlyYou')}</p>
        <p className="byline">
          <strong>Slackbot</strong>
        </p>
        <p>{text}</p>
        <button type="button" className="link" onClick={dismiss}>
          {say('dismiss')}
        </button>
      </div>
    </div>
  )
}
