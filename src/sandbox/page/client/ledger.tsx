// The ledger, newest first, of everyone or of one guest; with balances, products and the mails that would have left.
import type { ApiView, ShownOperation } from '../../demo/api-view.ts'
import { speakDemo } from './demo-words.ts'
import { sideAddress, usePageLanguage } from './use-demo.ts'

interface LedgerProps {
  ledger: NonNullable<ApiView['ledger']>
  guest: number | undefined
  timeZone: string
}

export function Ledger({ ledger, guest, timeZone }: LedgerProps) {
  const [language] = usePageLanguage()
  const say = speakDemo(language)
  const locale = language === 'es' ? 'es-ES' : 'en-GB'
  const count = (value: number) => new Intl.NumberFormat(locale).format(value)
  const when = (at: number) =>
    new Intl.DateTimeFormat(locale, {
      timeZone,
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(at)
  const chosen = ledger.guests.find(({ id }) => id === guest)
  return (
    <section aria-labelledby="ledger-title">
      <h2 id="ledger-title">{say('ledger')}</h2>
      <label className="which-guest">
        {say('guest')}{' '}
        <select
          value={guest ?? ''}
          onChange={({ target }) => {
            const side = target.value ? { guest: Number(target.value) } : {}
            location.hash = sideAddress({ kind: 'api', ...side })
          }}
        >
          <option value="">{say('everyone')}</option>
          {ledger.guests.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {name} · {email}
            </option>
          ))}
        </select>
      </label>
      {chosen && (
        <p className="balance">
          {say('balance')}: <strong>{count(chosen.points)}</strong>
        </p>
      )}
      <table className="operations">
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            {!chosen && <th scope="col">{say('guest')}</th>}
            <th scope="col" className="number">
              {say('points')}
            </th>
            <th scope="col">{say('concept')}</th>
          </tr>
        </thead>
        <tbody>
          {ledger.operations.map(row => (
            <tr key={row.id} data-ours={isOurs(row)}>
              <td className="when">{when(row.at)}</td>
              {!chosen && <td>{row.guest}</td>}
              <td className="number">
                {row.points > 0 ? '+' : ''}
                {count(row.points)}
                {row.bonus !== 0 && (
                  <small>
                    {' '}
                    +{count(row.bonus)} {say('bonus')}
                  </small>
                )}
              </td>
              <td>{row.concept}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details>
        <summary>{say('balances')}</summary>
        <ul className="plain">
          {ledger.guests.map(({ id, name, points }) => (
            <li key={id}>
              <a href={sideAddress({ kind: 'api', guest: id })}>{name}</a>{' '}
              <span className="number">{count(points)}</span>
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{say('products')}</summary>
        <ul className="plain">
          {ledger.products.map(({ id, title, points, isVisible }) => (
            <li key={id}>
              {title} {!isVisible && <small>({say('hidden')})</small>}{' '}
              <span className="number">{count(points)}</span>
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>
          {say('mails')} ({ledger.mails.length})
        </summary>
        <ul className="plain">
          {ledger.mails.length === 0 && <li>{say('noMails')}</li>}
          {ledger.mails.map(({ to, kind, at }) => (
            <li key={`${at} ${to} ${kind}`}>
              {when(at)} · {kind} · {to}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

/** Rows that the desk wrote end with its reference. */
const isOurs = ({ concept }: ShownOperation) => / · LD-\w{6}$/.test(concept)
