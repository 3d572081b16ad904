// The settings in the store: when a file is taken over, and when it is left alone.
import { describe, expect, test } from 'vitest'
import { auditPage } from '../../src/store/audit.ts'
import type { Database } from '../../src/store/database.ts'
import { importSettings, readSettings, readSettingsVersion } from '../../src/store/settings.ts'
import { SettingsError } from '../../src/store/settings-file.ts'
import { forEachStore } from '../support/database.ts'

const file = (name: string) => `# by hand
hotels:
  - id: 101
    name: ${name}
    timeZone: Europe/Madrid
    channels: { desk: C0DESK, approvals: C0APPR, digest: C0DIGEST }
`
const at = Date.parse('2026-11-23T13:32:00Z')

describe('the settings', () => {
  forEachStore((_name, open) => {
    const take = (database: Database, text: string, force = false) =>
      database.transaction(tx => importSettings(tx, text, { at, actor: 'desk', force }))
    const nameNow = async ({ db }: Database) => (await readSettings(db))?.settings.hotels[0]?.name
    const events = async ({ db }: Database) => auditPage(db, { fromSeq: 1, limit: 10 })
    /** What an admin’s change in Slack leaves behind. */
    const changeInSlack = ({ db }: Database, name: string) =>
      db
        .updateTable('settings')
        .set(eb => ({ source: 'slack', body: file(name), version: eb('version', '+', 1) }))
        .execute()

    test('are none before the first import', async () => {
      const database = await open()
      expect(await readSettings(database.db)).toBeUndefined()
      expect(await readSettingsVersion(database.db)).toBe(0)
    })

    test('are taken from the file, as it is written', async () => {
      const database = await open()
      expect(await take(database, file('Miramar'))).toBe('imported')
      expect(await readSettings(database.db)).toMatchObject({
        version: 1,
        source: 'file',
        body: file('Miramar'),
        settings: { hotels: [{ id: 101, name: 'Miramar' }] },
      })
      expect(await readSettingsVersion(database.db)).toBe(1)
    })

    test('count each of two files that two copies of the app import at the same moment', async () => {
      const database = await open()
      await Promise.all(['Miramar', 'Bellavista', 'Playa'].map(name => take(database, file(name))))
      expect(await readSettingsVersion(database.db)).toBe(3)
    })

    test('are taken once while the file stays the same', async () => {
      const database = await open()
      await take(database, file('Miramar'))
      expect(await take(database, file('Miramar'))).toBe('unchanged')
      expect(await take(database, file('Miramar'), true)).toBe('unchanged')
      expect(await readSettingsVersion(database.db)).toBe(1)
      expect(await events(database)).toHaveLength(1)
    })

    test('follow the file when it changes', async () => {
      const database = await open()
      await take(database, file('Miramar'))
      expect(await take(database, file('Sierra'))).toBe('imported')
      expect(await nameNow(database)).toBe('Sierra')
      expect(await readSettingsVersion(database.db)).toBe(2)
      // Back to the first text is a change too.
      expect(await take(database, file('Miramar'))).toBe('imported')
      expect(await nameNow(database)).toBe('Miramar')
    })

    test('are left alone after a change in Slack, whether the file changed or not', async () => {
      const database = await open()
      await take(database, file('Miramar'))
      await changeInSlack(database, 'Sierra')
      expect(await take(database, file('Miramar'))).toBe('left-alone')
      expect(await take(database, file('Playa'))).toBe('left-alone')
      expect(await nameNow(database)).toBe('Sierra')
      expect(await readSettingsVersion(database.db)).toBe(2)
    })

    test('are taken over a change in Slack when the operator insists', async () => {
      const database = await open()
      await take(database, file('Miramar'))
      await changeInSlack(database, 'Sierra')
      expect(await take(database, file('Miramar'), true)).toBe('imported')
      expect(await nameNow(database)).toBe('Miramar')
      expect(await readSettingsVersion(database.db)).toBe(3)
      // From now on the file is followed again.
      expect(await take(database, file('Playa'))).toBe('imported')
    })

    test('stay as they are when the file cannot be used', async () => {
      const database = await open()
      await take(database, file('Miramar'))
      await expect(take(database, 'hotels: []')).rejects.toThrow(SettingsError)
      expect(await nameNow(database)).toBe('Miramar')
      expect(await events(database)).toHaveLength(1)
    })

    test('leave a line in the audit trail for each import, without their text', async () => {
      const database = await open()
      await take(database, file('Miramar'))
      await take(database, file('Sierra'))
      const lines = await events(database)
      expect(lines).toMatchObject([
        { at, actor: 'desk', event: 'settings.imported', subject: 'settings', detail: { version: 1 } },
        { at, actor: 'desk', event: 'settings.imported', subject: 'settings', detail: { version: 2 } },
      ])
      expect(JSON.stringify(lines)).not.toContain('Sierra')
    })
  })
})
