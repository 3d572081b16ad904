// settings show, settings import
import { readFile } from 'node:fs/promises'
import { importSettings, readSettings } from '../store/settings.ts'
import { UsageError, type Verb, withStore } from './verb.ts'

export const showSettings: Verb = (_words, { print, config }) =>
  withStore(config(), 'read', async ({ db }) => {
    const stored = await readSettings(db)
    if (!stored) {
      print('There are no settings yet: npm run desk -- settings import FILE')
      return false
    }
    print(`# version ${stored.version}, from ${stored.source}`)
    print(stored.body.trimEnd())
    return true
  })

export const importSettingsFile: Verb = async (words, { print, config }) => {
  const [file] = words.filter(word => !word.startsWith('--'))
  if (!file) throw new UsageError('Name the file: npm run desk -- settings import desk.yml')
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`The file ${file} cannot be read.`)
  })
  return withStore(config(), 'write', async database => {
    const change = { at: Date.now(), actor: 'operator', force: words.includes('--force') }
    const result = await database.transaction(tx => importSettings(tx, text, change))
    const sentences = {
      imported: `${file} is imported. A running app uses it within seconds.`,
      unchanged: `${file} is what the desk already uses; nothing changed.`,
      'left-alone':
        'The settings were changed in Slack since; nothing changed. Import over them with --force.',
    }
    print(sentences[result])
    return result !== 'left-alone'
  })
}
