/** Characters a password has at least (NIST SP 800-63B asks for 8, 等保 2.0 for complexity; length serves both). */
export const PASSWORD_MIN_LENGTH = 10

/** Longer ones only cost the server time. */
export const PASSWORD_MAX_LENGTH = 128

export type PasswordFault =
  | { readonly code: 'TOO_SHORT'; readonly minimum: number; readonly actual: number }
  | { readonly code: 'TOO_LONG'; readonly maximum: number; readonly actual: number }
  | { readonly code: 'TOO_FEW_KINDS' }
  | { readonly code: 'CONTAINS_NAME' }
  | { readonly code: 'REPEATED' }
  | { readonly code: 'SEQUENCE' }
  | { readonly code: 'COMMON' }

/** Stems that stand at the head of every leaked list, Chinese habits included; digits and signs around them add nothing. */
const COMMON_STEMS = [
  'password',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'admin',
  'administrator',
  'root',
  'user',
  'test',
  'guest',
  'welcome',
  'letmein',
  'changeme',
  'iloveyou',
  'woaini',
  'woaiwojia',
  'mima',
  'qinhuangdao',
  'haigang',
  'haigangqu',
  'zhujianju',
  'abc',
  'aa',
  'qq',
  'qwerty',
  'qwertyuiop',
  'asdfgh',
  'asdfghjkl',
  'zxcvbn',
  'zxcvbnm',
  '1qaz2wsx',
  'qazwsx',
]

const ROWS = ['0123456789', '9876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** Share of a password that one run of neighbours may make up. */
const MAX_RUN_SHARE = 0.6

/**
 * What is wrong with a password; empty when nothing is.
 * @param userName neither it nor its reverse may stand in the password
 */
export function passwordFaults(password: string, userName: string): readonly PasswordFault[] {
  const length = [...password].length
  const faults: PasswordFault[] = []
  if (length < PASSWORD_MIN_LENGTH)
    faults.push({ code: 'TOO_SHORT', minimum: PASSWORD_MIN_LENGTH, actual: length })
  if (length > PASSWORD_MAX_LENGTH)
    faults.push({ code: 'TOO_LONG', maximum: PASSWORD_MAX_LENGTH, actual: length })
  const plain = password.toLowerCase()
  // Four unrelated words are as good as signs and digits.
  if (kindsOf(password) < 2 && length < 16) faults.push({ code: 'TOO_FEW_KINDS' })
  if (containsName(plain, userName.toLowerCase())) faults.push({ code: 'CONTAINS_NAME' })
  if (new Set(plain).size <= 3) faults.push({ code: 'REPEATED' })
  if (longestRun(plain) > plain.length * MAX_RUN_SHARE) faults.push({ code: 'SEQUENCE' })
  if (isCommon(plain)) faults.push({ code: 'COMMON' })
  return faults
}

function kindsOf(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u, /\p{Lo}/u].filter((kind) => kind.test(password))
    .length
}

function containsName(password: string, userName: string): boolean {
  if (userName.length < 3) return false
  return password.includes(userName) || password.includes([...userName].reverse().join(''))
}

function isCommon(password: string): boolean {
  const bare = password.replace(/^[\d\W_]+|[\d\W_]+$/g, '')
  return COMMON_STEMS.includes(bare) || (bare === '' && /^(19|20)\d{6,}$/.test(password))
}

/** Length of the longest stretch of neighbours on the keyboard, in the alphabet or among the digits. */
function longestRun(text: string): number {
  let longest = 0
  for (let start = 0; start < text.length; start += 1) {
    for (const row of ROWS) {
      let length = 0
      const from = row.indexOf(text[start] ?? '')
      if (from < 0) continue
      while (start + length < text.length && text[start + length] === row[from + length]) length += 1
      longest = Math.max(longest, length)
    }
  }
  return longest
}
