// What `/desk` says about itself.
import { defineWords } from '../../lib/words.ts'

export const deskCommandWords = defineWords({
  canDo: { en: 'What you can do with `/desk`', es: 'Lo que puedes hacer con `/desk`' },
  help: { en: 'shows this list', es: 'muestra esta lista' },
  commands: { en: 'Other commands: {commands}', es: 'Otros comandos: {commands}' },
  unknown: {
    en: '`/desk` does not know “{word}”, so nothing was done.',
    es: '`/desk` no conoce «{word}», así que no se ha hecho nada.',
  },
  forManagers: {
    en: 'Nothing was done: `/desk {verb}` is for managers.',
    es: 'No se ha hecho nada: `/desk {verb}` es para responsables.',
  },
  forAdmins: {
    en: 'Nothing was done: `/desk {verb}` is for the admins of the desk.',
    es: 'No se ha hecho nada: `/desk {verb}` es para los administradores del puesto.',
  },
})
