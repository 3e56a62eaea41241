import type { ErrorCode } from '../errors.js';
import type { ErrorText } from './en.js';

/** What can go wrong where several machines share a queue and a storage. */
export const FLEET_CODES = [
  'queue-invalid',
  'queue-unreachable',
  'queue-refused',
  'fleet-missing',
  'fleet-incomplete',
  'storage-missing',
  'outside-storage',
  'fleet-lost',
  'fleet-unable',
  'board-missing',
] as const satisfies readonly ErrorCode[];

type FleetCode = (typeof FLEET_CODES)[number];

export const fleetFailuresEn: Readonly<Record<FleetCode, ErrorText>> = {
  'queue-invalid': {
    sentence: '{queue} is not the address of a queue.',
    hint: 'It looks like redis://host:6379, or rediss://host:6379 with TLS.',
  },
  'queue-unreachable': {
    sentence: 'The queue at {queue} does not answer.',
    hint: 'Check that Redis or Valkey runs there, the address, and the firewall between.',
  },
  'queue-refused': {
    sentence: 'The queue at {queue} refuses the name or the password.',
    hint: 'Set HEYGEM_QUEUE to redis://name:password@host:port.',
  },
  'fleet-missing': {
    sentence: 'The part for many machines is not installed here.',
    hint: 'Install HeyGem Studio again, whole; from the repository, `npm run build` makes it.',
  },
  'fleet-incomplete': {
    sentence: 'Many machines need both a queue and a storage, and {missing} is not set.',
    hint: 'Give --queue and --storage, or HEYGEM_QUEUE and HEYGEM_STORAGE; in VS Code, both settings.',
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
    hint: 'Install its packages beside HeyGem Studio: npm install @bull-board/api @bull-board/hono.',
  },
};

export const fleetFailuresZh: Readonly<Record<FleetCode, ErrorText>> = {
  'queue-invalid': {
    sentence: '{queue} 不是队列的地址。',
    hint: '应类似 redis://host:6379，使用 TLS 时为 rediss://host:6379。',
  },
  'queue-unreachable': {
    sentence: '位于 {queue} 的队列没有应答。',
    hint: '请检查那里的 Redis 或 Valkey 是否在运行、地址是否正确，以及中间的防火墙。',
  },
  'queue-refused': {
    sentence: '位于 {queue} 的队列拒绝了用户名或密码。',
    hint: '请把 HEYGEM_QUEUE 设为 redis://用户名:密码@主机:端口。',
  },
  'fleet-missing': {
    sentence: '这里没有安装多机协作所需的部分。',
    hint: '请重新完整安装 HeyGem Studio；在代码仓库中可用 `npm run build` 生成。',
  },
  'fleet-incomplete': {
    sentence: '多机协作同时需要队列和共享存储，但没有设置{missing}。',
    hint: '请给出 --queue 和 --storage，或设置 HEYGEM_QUEUE 和 HEYGEM_STORAGE；在 VS Code 中请填写两项设置。',
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
    hint: '请在 HeyGem Studio 旁安装它的软件包：npm install @bull-board/api @bull-board/hono。',
  },
};
