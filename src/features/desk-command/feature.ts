// /desk: everything about the desk itself. Each verb is another feature's; help and refusals are said here.
import type { Desk } from '../../actions/desk.ts'
import type { DeskVerb } from '../../actions/desk-verb.ts'
import { maskText } from '../../domain/masking.ts'
import { context, type Message, section } from '../../slack/blocks.ts'
import type { Who } from '../../slack/identity.ts'
import type { Listeners } from '../../slack/listen.ts'
import { cut, safe } from '../../slack/text.ts'
import { chooseVerb, hotelsFor } from './choose.ts'
import { deskCommandWords } from './words.ts'

export function registerDeskCommand(desk: Desk, listen: Listeners, verbs: readonly DeskVerb[]): void {
  const { staffIn } = desk.identity
  const help = (who: Who, first?: string): Message => {
    const say = deskCommandWords(who.language)
    const line = ({ name, follows, help: about }: Pick<DeskVerb, 'name' | 'follows' | 'help'>) =>
      `\`/desk ${[name[who.language], follows?.[who.language]].filter(Boolean).join(' ')}\` · ${about[who.language]}`
    const allowed = verbs.filter(verb => hotelsFor(verb, who, staffIn).length > 0)
    const lines = [`*${say('canDo')}*`, ...[...allowed, helpVerb].map(line)]
    const others = listen.registered.commands.filter(command => command !== '/desk')
    return {
      text: first ?? say('canDo'),
      blocks: [
        ...(first ? [section(first)] : []),
        section(lines.join('\n')),
        context(say('commands', { commands: others.join(', ') })),
      ],
    }
  }

  listen.command('/desk', async call => {
    const { who } = call
    const say = deskCommandWords(who.language)
    const chosen = chooseVerb(verbs, call.text, who, staffIn)
    switch (chosen.kind) {
      case 'help':
        return call.answer(help(who))
      case 'unknown':
        return call.answer(help(who, say('unknown', { word: safe(cut(maskText(chosen.word), 50)) })))
      case 'refused':
        return call.answer(
          say(chosen.verb.who === 'admins' ? 'forAdmins' : 'forManagers', {
            verb: chosen.verb.name[who.language],
          }),
        )
      case 'run':
        return chosen.verb.run({ ...call, text: chosen.rest, hotels: chosen.hotels })
    }
  })
}

const helpVerb = {
  name: { en: 'help', es: 'ayuda' },
  help: deskCommandWords.catalogue.help,
}
