// The shift that the demo plays: what each person types, sees and clicks, as readable lines.
import type { LoyaltySandbox } from './loyalty/server.ts'
import type { Person } from './slack/people/types.ts'
import type { SlackSandbox } from './slack/server.ts'

interface Shift {
  slack: SlackSandbox
  loyalty: LoyaltySandbox
  language: 'en' | 'es'
  print: (line: string) => void
}

const scripts = {
  en: {
    agent: 'ben',
    guest: 'john.smith@example.net',
    name: 'John',
    manager: 'diego',
    reason: 'three nights',
    granted: '300 points granted',
    request: 'a manager has to approve',
    approve: 'Approve',
    redeemed: 'hand it over now',
    handedOver: 'Handed over',
    handed: 'Handed over by',
    reset: 'A new password',
    look: '1 · A guest asks for his points',
    grant: '2 · Points for his stay',
    redeem: '3 · He wants a late check-out: the manager decides on a phone',
    password: '4 · He forgot his portal password',
    ledger: 'What the loyalty programme has now',
  },
  es: {
    agent: 'ana',
    guest: 'maria.garcia@example.com',
    name: 'María',
    manager: 'carla',
    reason: 'tres noches',
    granted: '300 puntos abonados',
    request: 'lo tiene que aprobar un responsable',
    approve: 'Aprobar',
    redeemed: 'ya se puede entregar',
    handedOver: 'Entregado',
    handed: 'Entregado por',
    reset: 'Se ha pedido una contraseña nueva',
    look: '1 · Una clienta pregunta por sus puntos',
    grant: '2 · Puntos por su estancia',
    redeem: '3 · Quiere salir más tarde: la responsable decide en el móvil',
    password: '4 · Ha olvidado su contraseña del portal',
    ledger: 'Lo que tiene ahora el programa de puntos',
  },
} as const

export async function playShift({ slack, loyalty, language, print }: Shift): Promise<void> {
  const script = scripts[language]
  const { guest } = script
  const agent = slack.person(script.agent)
  const manager = slack.person(script.manager)

  const title = (text: string) => print(`\n── ${text} ${'─'.repeat(Math.max(3, 74 - text.length))}`)
  const does = (who: string, what: string) => print(`${who} ▸ ${what}`)
  const sees = (text: string) => print(text.replace(/^/gm, '    │ '))
  const types = async (command: string) => {
    does(script.agent, command)
    await agent.types(command)
  }
  const submits = async () => {
    const form = await agent.waitsForModal(script.name)
    sees(form.text)
    does(script.agent, `[${form.submit}]`)
    const { result, errors } = await agent.submits()
    if (result !== 'closed') throw new Error(`the form stays open: ${JSON.stringify(errors)}`)
  }
  const shows = async (person: Person, pattern: string, where: string) => {
    await person.waitsToSee(pattern, where)
    const message = person.lastMessage(where)
    sees(`${message.text}\n${message.buttons.map(label => `[${label}]`).join(' ')}`.trim())
  }

  title(script.look)
  await types(`/points ${guest}`)
  await shows(agent, `👤 ${script.name}`, 'desk')

  title(script.grant)
  await types(`/grant ${guest} 300 ${script.reason}`)
  await submits()
  await shows(agent, script.granted, 'desk')

  title(script.redeem)
  await types(`/redeem ${guest} late`)
  await submits()
  await shows(manager, script.request, 'approvals')
  does(script.manager, `[${script.approve}]`)
  await manager.clicks(script.approve, { in: 'approvals' })
  await shows(agent, script.redeemed, 'desk')
  does(script.agent, `[${script.handedOver}]`)
  await agent.clicks(script.handedOver, { in: 'desk' })
  await agent.waitsToSee(script.handed, 'desk')

  title(script.password)
  await types(`/reset-password ${guest}`)
  await submits()
  await shows(agent, script.reset, 'desk')

  title(script.ledger)
  const contact = loyalty.store.contactByEmail(guest)
  for (const row of loyalty.store.operationsOf(contact?.id ?? 0).slice(-2))
    sees(`${row.points}  ${row.concept}`)
  for (const mail of loyalty.mails) sees(`✉  ${mail.kind}`)
  print('')
}
