// The operator's tool: `npm run desk -- <verb>`. Exit code 0 only when the verb did what it says.
import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { ConfigError, readConfig } from '../config.ts'
import { StoreError } from '../store/errors.ts'
import { SettingsError } from '../store/settings-file.ts'
import { exportAudit, showAudit, verifyAuditChain } from './audit.ts'
import { backup, restore } from './backup.ts'
import { printDigest } from './digest.ts'
import { doctor } from './doctor.ts'
import { erase } from './erase.ts'
import { loginCheck } from './login-check.ts'
import { printManifest } from './manifest.ts'
import { importSettingsFile, showSettings } from './settings.ts'
import { UsageError, type Verb } from './verb.ts'

const verbs: Readonly<Record<string, { usage: string; run: Verb }>> = {
  doctor: { usage: 'doctor', run: doctor },
  'login-check': { usage: 'login-check', run: loginCheck },
  'settings show': { usage: 'settings show', run: showSettings },
  'settings import': { usage: 'settings import FILE [--force]', run: importSettingsFile },
  'audit verify': { usage: 'audit verify', run: verifyAuditChain },
  'audit export': { usage: 'audit export [--from SEQ]', run: exportAudit },
  'audit show': { usage: 'audit show LD-7F3K2Q', run: showAudit },
  digest: { usage: 'digest [2026-11-22] [--hotel ID]', run: printDigest },
  erase: { usage: 'erase CONTACT', run: erase },
  backup: { usage: 'backup FILE', run: backup },
  restore: { usage: 'restore FILE', run: restore },
  manifest: { usage: 'manifest --http https://HOST [--language es]', run: printManifest },
}

// `… | head` closes the pipe: that is no failure.
process.stdout.on('error', () => process.exit(0))
if (existsSync('.env')) loadEnvFile('.env')
const words = process.argv.slice(2)
const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find(known => known in verbs)
const verb = name === undefined ? undefined : verbs[name]

if (!verb || name === undefined) {
  const usages = Object.values(verbs).map(({ usage }) => `  npm run desk -- ${usage}`)
  console.error(['Which one?', ...usages].join('\n'))
  process.exit(2)
}
try {
  const rest = words.slice(name.split(' ').length)
  const isDone = await verb.run(rest, {
    print: line => console.log(line),
    config: () => readConfig(process.env),
  })
  process.exit(isDone ? 0 : 1)
} catch (error) {
  const isExpected =
    error instanceof ConfigError ||
    error instanceof SettingsError ||
    error instanceof StoreError ||
    error instanceof UsageError
  console.error(isExpected ? error.message : error)
  process.exit(1)
}
