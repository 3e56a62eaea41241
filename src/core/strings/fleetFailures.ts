import type { ErrorCode } from '../errors.js';
import type { ErrorText } from './en.js';

/** What can go wrong where several machines share a queue and a storage. */
export const FLEET_CODES = [
  'fleet-queue-invalid',
  'fleet-storage-relative',
  'fleet-without-storage',
  'fleet-without-queue',
  'queue-unreachable',
  'queue-refused',
  'queue-full',
  'fleet-missing',
  'storage-missing',
  'outside-storage',
  'fleet-lost',
  'fleet-unable',
  'board-missing',
] as const satisfies readonly ErrorCode[];

type FleetCode = (typeof FLEET_CODES)[number];

export const fleetFailuresEn: Readonly<Record<FleetCode, ErrorText>> = {
  'fleet-queue-invalid': {
    sentence: 'The queue {queue} is no address of a Redis or Valkey server.',
    hint: 'Write it as redis://host:6379, or rediss://host:6379 where it is encrypted. Signs such as @, / and # in a password are written as %40, %2F and %23.',
  },
  'fleet-storage-relative': {
    sentence: 'The storage {path} is not an absolute path.',
    hint: 'Name the shared folder from its root, as this machine sees it: /mnt/share, or Z:\\share.',
  },
  'fleet-without-storage': {
    sentence: 'There is a queue, {queue}, but no storage for its machines to share files in.',
    hint: 'Name a folder that all of them see (--storage, HEYGEM_STORAGE, or the setting heygem.fleet.storage), or leave the queue out.',
  },
  'fleet-without-queue': {
    sentence: 'There is a storage for several machines, {path}, but no queue.',
    hint: 'Name the queue (--queue, HEYGEM_QUEUE, or the setting heygem.fleet.queue), or leave the storage out.',
  },
  'queue-unreachable': {
    sentence: 'The queue at {queue} does not answer.',
    hint: 'Check that Redis or Valkey runs there, the address, and the firewall between.',
  },
  'queue-refused': {
    sentence: 'The queue at {queue} refuses the name or the password.',
    hint: 'Set HEYGEM_QUEUE to redis://name:password@host:port. That name must be allowed to read and write keys that begin with heygem: and to send messages.',
  },
  'queue-full': {
    sentence: 'The queue has no room left.',
    hint: 'Give Redis or Valkey more memory (maxmemory), then try again.',
  },
  'fleet-missing': {
    sentence: 'The part for many machines is not installed here.',
    hint: 'Install HeyGem Studio again, whole; from the repository, `npm run build` makes it.',
  },
  'storage-missing': {
    sentence: 'The shared storage {path} is not there, or cannot be written to.',
    hint: 'Mount it, and let this user write to it.',
  },
  'outside-storage': {
    sentence: '{path} lies outside the shared storage {storage}.',
    hint: 'Move the project with its files into the storage, so that every machine sees them.',
  },
  'fleet-lost': {
    sentence: 'The machines that made {name} were lost again and again.',
    hint: 'It may need more memory than they have: see the workers’ logs, then make it on one machine alone.',
  },
  'fleet-unable': {
    sentence: 'None of the machines could make {name}.',
    hint: 'The log has each one’s reason; mend that, or start another worker, and run again.',
  },
  'board-missing': {
    sentence: 'The board is not installed here.',
    hint: 'In the folder of HeyGem Studio: npm install --no-save --ignore-scripts {packages}',
  },
};

export const fleetFailuresZh: Readonly<Record<FleetCode, ErrorText>> = {
  'fleet-queue-invalid': {
    sentence: '队列 {queue} 不是 Redis 或 Valkey 服务器的地址。',
    hint: '请写成 redis://主机:6379；加密连接写成 rediss://主机:6379。密码中的 @、/、# 等符号写成 %40、%2F、%23。',
  },
  'fleet-storage-relative': {
    sentence: '共享存储 {path} 不是绝对路径。',
    hint: '请从根目录写起，按本机看到的路径填写共享文件夹：/mnt/share 或 Z:\\share。',
  },
  'fleet-without-storage': {
    sentence: '已指定队列 {queue}，但没有供各台机器共享文件的存储。',
    hint: '请指定所有机器都能看到的文件夹（--storage、HEYGEM_STORAGE 或设置 heygem.fleet.storage），或去掉队列。',
  },
  'fleet-without-queue': {
    sentence: '已指定多台机器的共享存储 {path}，但没有队列。',
    hint: '请指定队列（--queue、HEYGEM_QUEUE 或设置 heygem.fleet.queue），或去掉存储。',
  },
  'queue-unreachable': {
    sentence: '位于 {queue} 的队列没有应答。',
    hint: '请检查那里的 Redis 或 Valkey 是否在运行、地址是否正确，以及中间的防火墙。',
  },
  'queue-refused': {
    sentence: '位于 {queue} 的队列拒绝了用户名或密码。',
    hint: '请把 HEYGEM_QUEUE 设为 redis://用户名:密码@主机:端口。该用户须可读写以 heygem: 开头的键并可发布消息。',
  },
  'queue-full': {
    sentence: '队列已没有空间。',
    hint: '请为 Redis 或 Valkey 增加内存（maxmemory），然后重试。',
  },
  'fleet-missing': {
    sentence: '这里没有安装多机协作所需的部分。',
    hint: '请重新完整安装 HeyGem Studio；在代码仓库中可用 `npm run build` 生成。',
  },
  'storage-missing': {
    sentence: '共享存储 {path} 不存在或无法写入。',
    hint: '请挂载它，并允许当前用户写入。',
  },
  'outside-storage': {
    sentence: '{path} 不在共享存储 {storage} 之内。',
    hint: '请把项目及其文件移入共享存储，让每台机器都能看到。',
  },
  'fleet-lost': {
    sentence: '制作 {name} 的机器一再失去联系。',
    hint: '它需要的内存可能超过这些机器所有：请查看各工作进程的日志，然后单独在一台机器上制作。',
  },
  'fleet-unable': {
    sentence: '没有一台机器能制作 {name}。',
    hint: '日志中有每台机器的原因；请解决它或再启动一个工作进程，然后重新运行。',
  },
  'board-missing': {
    sentence: '这里没有安装任务面板。',
    hint: '请在 HeyGem Studio 的文件夹中运行：npm install --no-save --ignore-scripts {packages}',
  },
};
