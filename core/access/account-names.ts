/** Letters, digits, 汉字 and `_ . -`; nothing that could be taken for markup, a path or a command. */
const USER_NAME = /^[\p{Script=Han}a-z0-9_.-]{2,32}$/u

/** Controls and characters that turn the reading direction have no place in a name. */
const UNSEEN = /[\p{Cc}\p{Cf}]/u

/** One name, however it was typed. */
export function normaliseUserName(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase()
}

/** Is it a user name, once normalised? */
export function isUserName(text: string): boolean {
  return USER_NAME.test(text) && !/^[.-]/.test(text)
}

/** Is it the name of a person, as shown to others? */
export function isPersonName(text: string): boolean {
  return text.trim() === text && text !== '' && [...text].length <= 40 && !UNSEEN.test(text)
}
