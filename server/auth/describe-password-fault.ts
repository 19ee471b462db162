import type { PasswordFault } from '#core/access/password-rules.ts'

/** What is wrong with a password and what would be right, for people. */
export function describePasswordFault(fault: PasswordFault): string {
  switch (fault.code) {
    case 'TOO_SHORT':
      return `密码应至少 ${fault.minimum} 个字符,现为 ${fault.actual} 个`
    case 'TOO_LONG':
      return `密码应不超过 ${fault.maximum} 个字符,现为 ${fault.actual} 个`
    case 'TOO_FEW_KINDS':
      return '密码应含大写字母、小写字母、数字、符号、汉字中的两类以上,或不少于 16 个字符'
    case 'CONTAINS_NAME':
      return '密码不能包含用户名(倒写也不行)'
    case 'REPEATED':
      return '密码不能只由两三个字符重复而成'
    case 'SEQUENCE':
      return '密码不能以键盘或数字、字母顺序排列为主'
    case 'COMMON':
      return '密码在常见密码之列,加上数字或符号也不够安全'
  }
}
