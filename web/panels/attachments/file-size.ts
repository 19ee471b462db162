import { number } from '../../locales/format.ts'

/** "820 KB", "3.4 MB". */
export function fileSize(bytes: number): string {
  const kilobytes = bytes / 1024
  return kilobytes < 1000 ? `${number(Math.ceil(kilobytes))} KB` : `${number(kilobytes / 1024, 1)} MB`
}
