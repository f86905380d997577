// Preloaded into a server: a machine with faults. Its disk keeps a second copy of the database's files that holds only
// what was flushed, which is what a power cut is sure to leave; it can be full or slow; and its wall clock can jump.
// Machine.java beside the tests that use it builds this, writes the faults and cuts the power.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { DESCRIPTORS = 65536, FILES = 8, TRUNCATION = -1 };

// What is wrong just now, in a file that the test writes.
struct faults {
  int64_t full;           // whether files cannot grow
  int64_t flush_millis;   // how long a flush takes at least
  int64_t clock_seconds;  // how far the wall clock is ahead
};

struct change {
  off_t offset;
  ssize_t length;  // or TRUNCATION to the offset
};

// A file of the database, its flushed copy, and what was changed since the last flush, in order.
struct file {
  char name[64];
  int flushed;
  struct change *changes;
  size_t count, capacity;
};

static volatile struct faults *faults;
static const char *folder;
static struct file files[FILES];
static struct file *_Atomic by_descriptor[DESCRIPTORS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("GODWIT_FAULTS");
  folder = getenv("GODWIT_FLUSHED");
  int descriptor = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (descriptor < 0) return;
  void *map = mmap(NULL, sizeof(struct faults), PROT_READ, MAP_SHARED, descriptor, 0);
  if (map != MAP_FAILED) faults = map;
  close(descriptor);
}

static struct file *of(int descriptor) {
  return descriptor >= 0 && descriptor < DESCRIPTORS ? by_descriptor[descriptor] : NULL;
}

static void opened(const char *path, int descriptor) {
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  size_t length = strlen(name);
  if (!faults || !folder || descriptor < 0 || descriptor >= DESCRIPTORS || strncmp(name, "godwit.db", 9) != 0 ||
      length >= sizeof files->name || strcmp(name + length - 4, "-shm") == 0)
    return;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < FILES; i++) {
    if (!files[i].name[0]) {
      strcpy(files[i].name, name);
      files[i].flushed = -1;
    }
    if (strcmp(files[i].name, name) == 0) {
      char copy[4096];
      snprintf(copy, sizeof copy, "%s/%s", folder, name);
      if (files[i].flushed < 0) files[i].flushed = openat(AT_FDCWD, copy, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      by_descriptor[descriptor] = &files[i];
      break;
    }
  }
  pthread_mutex_unlock(&lock);
}

static void changed(struct file *file, off_t offset, ssize_t length) {
  pthread_mutex_lock(&lock);
  if (file->count == file->capacity) {
    file->capacity = file->capacity ? 2 * file->capacity : 256;
    file->changes = realloc(file->changes, file->capacity * sizeof *file->changes);
  }
  file->changes[file->count++] = (struct change){offset, length};
  pthread_mutex_unlock(&lock);
}

static void flush(struct file *file, int descriptor) {
  if (faults->flush_millis > 0) usleep((useconds_t)faults->flush_millis * 1000);
  static char buffer[1 << 20];
  pthread_mutex_lock(&lock);
  for (size_t i = 0; i < file->count; i++) {
    struct change change = file->changes[i];
    if (change.length == TRUNCATION && ftruncate(file->flushed, change.offset) != 0) abort();
    for (ssize_t done = 0; done < change.length;) {
      size_t want = (size_t)(change.length - done) < sizeof buffer ? (size_t)(change.length - done) : sizeof buffer;
      ssize_t got = pread(descriptor, buffer, want, change.offset + done);
      if (got <= 0) break;  // truncated since
      if (pwrite(file->flushed, buffer, (size_t)got, change.offset + done) != got) abort();
      done += got;
    }
  }
  file->count = 0;
  pthread_mutex_unlock(&lock);
}

// A file system's journal keeps what happens to names.
static void removed(const char *path) {
  const char *slash = strrchr(path, '/');
  pthread_mutex_lock(&lock);
  for (int i = 0; i < FILES; i++) {
    if (files[i].name[0] && strcmp(files[i].name, slash ? slash + 1 : path) == 0 && files[i].flushed >= 0) {
      char copy[4096];
      snprintf(copy, sizeof copy, "%s/%s", folder, files[i].name);
      close(files[i].flushed);
      files[i].flushed = -1;
      files[i].count = 0;
      remove(copy);
    }
  }
  pthread_mutex_unlock(&lock);
}

static int refuses(int descriptor, off_t end) {
  struct stat status;
  if (!faults->full || fstat(descriptor, &status) != 0 || end <= status.st_size) return 0;
  errno = ENOSPC;
  return 1;
}

#define OPEN(name)                                             \
  int name(const char *path, int flags, ...) {                 \
    REAL(name);                                                \
    va_list more;                                              \
    va_start(more, flags);                                     \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more);                                              \
    int descriptor = real(path, flags, mode);                  \
    opened(path, descriptor);                                  \
    return descriptor;                                         \
  }
OPEN(open)
OPEN(open64)

int close(int descriptor) {
  REAL(close);
  if (of(descriptor)) by_descriptor[descriptor] = NULL;
  return real(descriptor);
}

int unlink(const char *path) {
  REAL(unlink);
  int result = real(path);
  if (result == 0 && faults) removed(path);
  return result;
}

#define PWRITE(name, offset_type)                                                          \
  ssize_t name(int descriptor, const void *bytes, size_t length, offset_type offset) {     \
    REAL(name);                                                                            \
    struct file *file = of(descriptor);                                                    \
    if (file && refuses(descriptor, offset + (off_t)length)) return -1;                    \
    ssize_t written = real(descriptor, bytes, length, offset);                             \
    if (file && written > 0) changed(file, offset, written);                               \
    return written;                                                                        \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int descriptor, const void *bytes, size_t length) {
  REAL(write);
  struct file *file = of(descriptor);
  off_t offset = file ? lseek(descriptor, 0, SEEK_CUR) : 0;
  if (file && refuses(descriptor, offset + (off_t)length)) return -1;
  ssize_t written = real(descriptor, bytes, length);
  if (file && written > 0) changed(file, offset, written);
  return written;
}

#define TRUNCATE(name, offset_type)                              \
  int name(int descriptor, offset_type length) {                 \
    REAL(name);                                                  \
    struct file *file = of(descriptor);                          \
    if (file && refuses(descriptor, length)) return -1;          \
    int result = real(descriptor, length);                       \
    if (file && result == 0) changed(file, length, TRUNCATION);  \
    return result;                                               \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define FLUSH(name)                              \
  int name(int descriptor) {                     \
    REAL(name);                                  \
    struct file *file = of(descriptor);          \
    int result = real(descriptor);               \
    if (file && result == 0) flush(file, descriptor); \
    return result;                               \
  }
FLUSH(fsync)
FLUSH(fdatasync)

int clock_gettime(clockid_t clock, struct timespec *time) {
  REAL(clock_gettime);
  int result = real(clock, time);
  if (result == 0 && faults && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    time->tv_sec += faults->clock_seconds;
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  REAL(gettimeofday);
  int result = real(time, zone);
  if (result == 0 && faults) time->tv_sec += faults->clock_seconds;
  return result;
}
