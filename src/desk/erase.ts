// erase CONTACT: what staff wrote about one guest.
import { toContactId } from '../domain/guest.ts'
import { eraseGuestTexts } from '../store/erase.ts'
import { UsageError, type Verb, withStore } from './verb.ts'

export const erase: Verb = async ([typed], { print, config }) => {
  const contactId = toContactId(Number(typed?.replace(/^#/, '')))
  if (contactId === undefined) throw new UsageError('Name the guest: npm run desk -- erase 11656629')
  return withStore(config(), 'write', async database => {
    const count = await database.transaction(tx => eraseGuestTexts(tx, contactId, Date.now(), 'operator'))
    print(`Texts and names of guest ${contactId} are out of ${count} actions; points and references stay.`)
    return true
  })
}
