import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { UnreadableFile } from '../source.ts'

/** What is done with the pieces of a document; names come without their prefix. */
export interface XmlHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** One text that grows beyond this is no cell: Excel itself stops at 32 767 characters. */
const LONGEST_TEXT = 100_000

/**
 * Reads XML piece by piece. A document type is refused: spreadsheets have none, and entities that unfold into
 * gigabytes are declared there.
 *
 * @param between called after every chunk, with nothing kept by the reader itself
 */
export async function* readXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let failure: Error | null = null
  let length = 0
  const fail = (message: string): void => {
    failure ??= new UnreadableFile(message)
  }
  parser.on('error', () => fail('工作簿内的 XML 已损坏,请用 Excel 或 WPS 重新另存'))
  parser.on('doctype', () => fail('工作簿内有文档类型声明(可能是恶意文件),拒绝打开'))
  parser.on('opentag', (tag: SaxesTagPlain) => {
    length = 0
    handlers.open?.(local(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag: SaxesTagPlain) => handlers.close?.(local(tag.name)))
  parser.on('text', (text) => {
    length += text.length
    if (length > LONGEST_TEXT) fail(`单元格文字超过 ${LONGEST_TEXT} 个字,拒绝打开`)
    else handlers.text?.(text)
  })
  const decoder = new TextDecoder()
  try {
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }))
      if (failure !== null) throw failure as Error
      yield
    }
    parser.write(decoder.decode()).close()
    if (failure !== null) throw failure as Error
    yield
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('工作簿已损坏或不完整,请用 Excel 或 WPS 重新另存', {}, { cause: error })
  } finally {
    stream.destroy()
  }
}

/** Reads a whole small document. */
export async function readAllXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  const events = readXml(stream, handlers)
  while ((await events.next()).done !== true);
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
