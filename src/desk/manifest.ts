// manifest --http URL [--language es]: the HTTP form of manifest.yml.
import { readFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import { UsageError, type Verb } from './verb.ts'

interface Manifest {
  display_information: { description: string }
  features: { slash_commands: { command: string; description: string; usage_hint?: string; url?: string }[] }
  settings: {
    interactivity: { is_enabled: boolean; request_url?: string; message_menu_options_url?: string }
    event_subscriptions?: { request_url?: string; bot_events: string[] }
    socket_mode_enabled: boolean
  }
}

const spanish: Readonly<Record<string, { description: string; hint: string }>> = {
  '/points': {
    description: 'Ver los puntos de un cliente, solo para ti',
    hint: '[correo · hab. 204 · reserva ABC123 · #11656629]',
  },
  '/grant': { description: 'Abonar puntos de estancia a un cliente', hint: '[cliente] [puntos] [motivo]' },
  '/redeem': { description: 'Canjear un producto para un cliente', hint: '[cliente] [producto]' },
  '/history': { description: 'Ver los movimientos de un cliente, solo para ti', hint: '[cliente]' },
  '/rewards': {
    description: 'Ver por qué se pueden canjear los puntos',
    hint: '[cliente o parte del nombre de un producto]',
  },
  '/reset-password': {
    description: 'Enviar a un cliente una contraseña nueva del portal',
    hint: '[cliente]',
  },
  '/enrol': { description: 'Dar de alta a un cliente en el programa de puntos', hint: '[correo] [nombre]' },
  '/adjust': { description: 'Cambiar a mano nivel o puntos, para responsables', hint: '[cliente] [motivo]' },
  '/desk': {
    description: 'El puesto mismo y lo que puedes hacer con él',
    hint: '[ayuda · turno · resumen · lote]',
  },
}

export const printManifest: Verb = async (words, { print }) => {
  const url = optionOf(words, '--http')
  const language = optionOf(words, '--language') ?? 'en'
  if (language !== 'en' && language !== 'es') throw new UsageError('--language takes es or en')
  const source = await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8')
  // The repository's own file, held against Slack's rules by a test.
  const manifest = parse(source) as Manifest
  if (language === 'es') speakSpanish(manifest)
  if (url !== undefined) serveHttp(manifest, endpointOf(url))
  print(stringify(manifest, { lineWidth: 0 }).trimEnd())
  return true
}

function optionOf(words: readonly string[], option: string): string | undefined {
  const at = words.indexOf(option)
  return at < 0 ? undefined : (words[at + 1] ?? '')
}

function endpointOf(url: string): string {
  if (!URL.canParse(url) || !url.startsWith('https://'))
    throw new UsageError(
      '--http takes the https URL that Slack can reach, for example https://desk.example.com',
    )
  return new URL('/slack/events', url).href
}

function speakSpanish(manifest: Manifest): void {
  manifest.display_information.description = 'Puntos de fidelización en recepción, sin salir de Slack'
  for (const command of manifest.features.slash_commands) {
    const words = spanish[command.command]
    if (words) Object.assign(command, { description: words.description, usage_hint: words.hint })
  }
}

function serveHttp(manifest: Manifest, endpoint: string): void {
  for (const command of manifest.features.slash_commands) command.url = endpoint
  manifest.settings.interactivity.request_url = endpoint
  manifest.settings.interactivity.message_menu_options_url = endpoint
  if (manifest.settings.event_subscriptions) manifest.settings.event_subscriptions.request_url = endpoint
  manifest.settings.socket_mode_enabled = false
}
