// Ids of the promise form.
export const promisesIds = {
  form: 'promises.form',
} as const
