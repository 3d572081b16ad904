// Every request of the app as it happens, newest first; opened it shows what was sent and what came back.
import type { ShownRequest } from '../../demo/api-view.ts'
import { sayFault, speakDemo } from './demo-words.ts'
import { usePageLanguage } from './use-demo.ts'

export function Requests({ requests, timeZone }: { requests: readonly ShownRequest[]; timeZone: string }) {
  const [language] = usePageLanguage()
  const say = speakDemo(language)
  return (
    <section aria-labelledby="requests-title">
      <h2 id="requests-title">{say('requests')}</h2>
      {requests.length === 0 && <p>{say('noRequests')}</p>}
      <ol className="requests">
        {requests.map(request => (
          <li key={request.id}>
            <Request request={request} timeZone={timeZone} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Request({ request, timeZone }: { request: ShownRequest; timeZone: string }) {
  const [language] = usePageLanguage()
  const say = speakDemo(language)
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(request.at)
  const status =
    request.status === 'open'
      ? say('waiting')
      : typeof request.status === 'number'
        ? request.status
        : say('noAnswer')
  const isGood = typeof request.status === 'number' && request.status < 400
  return (
    <details className="request" data-method={request.method}>
      <summary>
        <time>{time}</time> <b className="method">{request.method}</b>{' '}
        <span className="path">{request.path}</span>{' '}
        <span className="status" data-good={request.status === 'open' ? undefined : isGood}>
          {status}
        </span>{' '}
        {request.tookMs !== null && <span className="took">{request.tookMs} ms</span>}{' '}
        {request.fault && <span className="fault">⚡ {sayFault(request.fault, language)}</span>}
      </summary>
      <h3>{say('sent')}</h3>
      {request.body === null ? (
        <p>{say('nothingSent')}</p>
      ) : (
        <pre>{JSON.stringify(request.body, null, 2)}</pre>
      )}
      {request.answer !== null && (
        <>
          <h3>{say('answered')}</h3>
          <pre>{JSON.stringify(request.answer, null, 2)}</pre>
        </>
      )}
    </details>
  )
}
