/** commander's own complaints; whatever a command says itself passes as it is. */
const PHRASES: readonly (readonly [pattern: RegExp, chinese: string])[] = [
  [/^error: unknown option '(.*)'/, "没有选项 '$1'"],
  [/^error: unknown command '(.*)'/, "没有命令 '$1'"],
  [/^error: missing required argument '(.*)'/, "缺少参数 '$1'"],
  [/^error: required option '(.*)' not specified/, "缺少必需的选项 '$1'"],
  [/^error: option '(.*)' argument missing/, "选项 '$1' 缺少取值"],
  [/^error: option '(.*)' argument '(.*)' is invalid\. ?(.*)/, "选项 '$1' 的取值 '$2' 无效:$3"],
  [/Allowed choices are (.*)\./, '应为 $1 之一'],
  [/^error: option '(.*)' cannot be used with option '(.*)'/, "选项 '$1' 不能与 '$2' 同用"],
  [/^error: too many arguments.*/, '参数过多'],
  [/^error: /, ''],
  [/\(Did you mean (.*)\?\)/, '(是否想写 $1)'],
]

/** One line on standard error in Chinese. */
export function inChinese(text: string): string {
  return PHRASES.reduce((line, [pattern, chinese]) => line.replace(pattern, chinese), text)
}
