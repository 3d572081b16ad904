export const promisesIds = {
  form: 'promises.form',
} as const
