import { DataFileError } from './import/data-file.ts'
import { databaseFile } from './open-database.ts'
import { StoreError } from './store/store-error.ts'

interface Place {
  readonly host: string
  readonly port: number
  readonly dataDir: string
}

/** One Chinese line for the operator: what happened, what stayed, what to do. null for what nobody foresaw. */
export function describeStartFailure(error: unknown, place: Place): string | null {
  if (error instanceof DataFileError) {
    return `${error.message}。请恢复该文件(例如 git checkout data)后重新启动;数据库没有改动`
  }
  if (error instanceof StoreError) return describeStoreFault(error, place)
  return describeListenFault(error, place)
}

function describeStoreFault({ fault, detail }: StoreError, { dataDir }: Place): string {
  const file = databaseFile(dataDir)
  switch (fault) {
    case 'not-writable':
      return `数据目录 ${dataDir} 不可写(${detail})。请检查权限,或用 DATA_DIR=其他目录 指定`
    case 'disk-full':
      return `数据目录 ${dataDir} 所在磁盘已满。请腾出空间后重新启动;数据库没有改动`
    case 'corrupt':
      return `数据库 ${file} 已损坏或不是数据库文件(${detail})。请用备份恢复,或移走该文件后重新启动;文件没有改动`
    case 'foreign':
      return `文件 ${file} 是别的程序的数据库。请移走它,或用 DATA_DIR=其他目录 指定;文件没有改动`
    case 'newer':
      return `数据库 ${file} 由更新版本的程序写过(${detail})。请用那个版本启动,或恢复旧备份;数据库没有改动`
    case 'locked':
      return `数据库 ${file} 正被另一个程序占用。请关闭它后重新启动;数据库没有改动`
    case 'unknown':
      return `数据库 ${file} 不能使用(${detail})。请用备份恢复后重新启动`
  }
}

function describeListenFault(error: unknown, { host, port }: Place): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'EADDRINUSE':
      return `端口 ${port} 已被占用。请关闭占用它的程序,或换一个端口,例如 PORT=${port + 1} npm start`
    case 'EACCES':
      return `没有权限监听端口 ${port}。请换一个 1024 以上的端口,例如 PORT=3000 npm start`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `本机没有地址 ${host}。请检查 HOST,只供本机访问用 127.0.0.1,供局域网访问用 0.0.0.0`
    default:
      return null
  }
}
