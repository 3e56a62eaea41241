import { describe, expect, it } from 'vitest';
import { openedPath, pathsOf, readStrace } from '../../process/trace/straceLog.js';
import { breaches } from '../../process/trace/traceRules.js';

const RULES = { cwd: '/home/p', writable: ['/home/p', '/cache'] };

function judged(...lines: string[]): string[] {
  return breaches(readStrace(lines.join('\n')), RULES);
}

describe('a trace of system calls', () => {
  it('joins calls that others interrupted', () => {
    const calls = readStrace(
      [
        '10 openat(AT_FDCWD</home/p>, "a b", O_WRONLY|O_CREAT <unfinished ...>',
        '11 unlink("x")                     = 0',
        '10 <... openat resumed>, 0666)     = 5</home/p/a b>',
        '10 --- SIGCHLD {si_signo=SIGCHLD} ---',
        '11 +++ exited with 0 +++',
        '12 connect(3, {sa_family=AF_UNIX, sun_path="/run/x"}, 110 <unfinished ...>',
      ].join('\n'),
    );
    expect(calls.map(({ pid, name, result }) => [pid, name, result])).toEqual([
      [11, 'unlink', '0'],
      [10, 'openat', '5</home/p/a b>'],
      [12, 'connect', ''],
    ]);
  });

  it('reads names with quotes, brackets, newlines and Chinese', () => {
    const [call] = readStrace(
      '7 renameat(5</cache/\\351\\241\\271>, "a\\"b) = 0", AT_FDCWD</home/p>, "c\\n\\\\d") = 0',
    );
    expect(pathsOf(call, '/')).toEqual(['/cache/项/a"b) = 0', '/home/p/c\n\\d']);
    const [opened] = readStrace('7 openat(AT_FDCWD</a>, "b", O_RDWR) = 3</a/) = 4, "b>');
    expect(openedPath(opened)).toBe('/a/) = 4, "b');
  });

  it.each([
    ['1 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3<TCP:[1]>'],
    ['1 socket(AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = -1 EPERM (not permitted)'],
    ['1 socket(AF_UNIX, SOCK_STREAM, 0) = 3<UNIX:[1]>'],
    ['1 connect(3, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No)'],
    ['1 sendto(3, "x", 1, MSG_NOSIGNAL, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 1'],
    ['1 execve("bin/ffmpeg", ["ffmpeg"], 0x7ffc /* 3 vars */) = -1 ENOENT (No such file)'],
    ['1 io_uring_setup(64, {flags=0}) = 5'],
    ['1 openat(AT_FDCWD</home/p>, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = 3</etc/resolv.conf>'],
    ['1 openat(AT_FDCWD</home/p>, "../q", O_WRONLY|O_CREAT, 0666) = -1 EACCES (Permission denied)'],
    ['1 openat(AT_FDCWD</home/p>, "link", O_RDWR) = 3</home/elsewhere>'],
    ['1 unlink("/home/pp/x") = 0'],
    ['1 rename("in", "/home/p/../out") = 0'],
    ['1 symlink("in", "/tmp/out") = 0'],
    ['1 mkdir("/home/q", 0777) = -1 EEXIST (File exists)'],
    ['1 chdir("/tmp") = 0\n1 unlink("x") = 0'],
  ])('tells of %s', (line) => {
    expect(judged(line)).toHaveLength(1);
  });

  it('leaves alone what is fine', () => {
    expect(
      judged(
        '1 socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [3<socket:[1]>, 4<socket:[2]>]) = 0',
        '1 sendmsg(3<socket:[1]>, {msg_name=NULL, msg_namelen=0}, 0) = 9',
        '1 openat(AT_FDCWD</home/p>, "/etc/ssl/openssl.cnf", O_RDONLY) = 3</etc/ssl/openssl.cnf>',
        '1 openat(AT_FDCWD</home/p>, "/dev/null", O_RDWR) = 3</dev/null>',
        '1 openat(9</cache>, "x O_RDONLY", O_WRONLY|O_CREAT, 0666) = 3</cache/x O_RDONLY>',
        '1 symlink("/anywhere", "here") = 0',
        '1 mkdir("/home/p", 0777) = -1 EEXIST (File exists)',
        '1 execve("/usr/bin/node", ["node", "x"], 0x7ffc /* 3 vars */) = 0',
      ),
    ).toEqual([]);
  });
});
