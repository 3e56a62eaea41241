/*
 * Preloaded into a program, it fails what writes to one file, as a full or a broken disk does.
 * FAIL_PATH: part of the file's path. FAIL_AT: the length that the file cannot pass. FAIL_ERRNO: how.
 * FAIL_SYNC: set, fsync fails instead.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int is_marked(int file) {
  char link[64], path[4096];
  const char *mark = getenv("FAIL_PATH");
  if (mark == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strstr(path, mark) != NULL;
}

static int refuses(int file, off_t offset, size_t bytes) {
  if (getenv("FAIL_SYNC") != NULL || bytes == 0 || !is_marked(file)) return 0;
  if (offset < 0) offset = lseek(file, 0, SEEK_CUR);
  if (offset < 0 || offset + (off_t)bytes <= atol(getenv("FAIL_AT"))) return 0;
  errno = atoi(getenv("FAIL_ERRNO"));
  return 1;
}

ssize_t write(int file, const void *data, size_t bytes) {
  static ssize_t (*real)(int, const void *, size_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "write");
  return refuses(file, -1, bytes) ? -1 : real(file, data, bytes);
}

ssize_t pwrite64(int file, const void *data, size_t bytes, off_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "pwrite64");
  return refuses(file, offset, bytes) ? -1 : real(file, data, bytes, offset);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  static ssize_t (*real)(int, const struct iovec *, int);
  if (real == NULL) real = dlsym(RTLD_NEXT, "writev");
  size_t bytes = 0;
  for (int i = 0; i < count; i++) bytes += parts[i].iov_len;
  return refuses(file, -1, bytes) ? -1 : real(file, parts, count);
}

int fsync(int file) {
  static int (*real)(int);
  if (real == NULL) real = dlsym(RTLD_NEXT, "fsync");
  if (getenv("FAIL_SYNC") == NULL || !is_marked(file)) return real(file);
  errno = atoi(getenv("FAIL_ERRNO"));
  return -1;
}
