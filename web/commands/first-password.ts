/** No letters that look alike: it is read out or copied from paper once. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

const GROUPS = 4
const GROUP_LENGTH = 4

/** A password for the first sign-in: about 79 bits, in groups that can be read out. */
export function firstPassword(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(GROUPS * GROUP_LENGTH))
  const letters = Array.from(numbers, (number) => LETTERS[number % LETTERS.length] ?? '')
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-')
}
