/* Stands in front of the C library in a program that is started with LD_PRELOAD, and makes one of its calls fail.

   DIP_FAULT=CALL:ERROR:N[+] names the call (write, fsync, rename, open, mmap, malloc, fork), the error (ENOSPC, EIO, EINTR, EDQUOT,
   EMFILE, ENOMEM) and which of the calls fails, counted from 1; with a + all later ones fail, too. DIP_FAULT_IN says in which
   processes of DIP_FAULT_PROGRAM: runner, worker (those with the argument --worker), or all. DIP_FAULT_COUNT names a file to which
   each of them adds the line "PID CALLS FAILED" when it ends.

   Calls on anything but files and folders below DIP_FAULT_BELOW are left alone, so that what fails is the program's work and not
   its loading. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum call { NONE, WRITE, FSYNC, RENAME, OPEN, MMAP, MALLOC, FORK };

static struct {
    enum call call;
    int error;
    long first;
    int goes_on;
    char below[PATH_MAX];
    size_t below_length;
} fault;

static atomic_long calls, failed;
static _Thread_local int is_inside;

static const struct { const char *name; enum call call; } call_names[] = {
    { "write", WRITE }, { "fsync", FSYNC }, { "rename", RENAME }, { "open", OPEN }, { "mmap", MMAP }, { "malloc", MALLOC }, { "fork", FORK },
};
static const struct { const char *name; int number; } error_names[] = {
    { "ENOSPC", ENOSPC }, { "EIO", EIO }, { "EINTR", EINTR }, { "EDQUOT", EDQUOT }, { "EMFILE", EMFILE }, { "ENOMEM", ENOMEM },
};

/* The next definition of a function, that of the C library. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_program(const char *program)
{
    char path[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (program == NULL || length < 0)
        return program == NULL;
    path[length] = '\0';
    return strcmp(path, program) == 0;
}

static int is_worker(void)
{
    char line[1 << 16];
    int file = (int)syscall(SYS_openat, AT_FDCWD, "/proc/self/cmdline", O_RDONLY | O_CLOEXEC, 0);
    ssize_t count = file < 0 ? 0 : read(file, line, sizeof line - 1);
    if (file >= 0)
        close(file);
    for (ssize_t i = 0; i < count; i += (ssize_t)strnlen(line + i, (size_t)(count - i)) + 1)
        if (strncmp(line + i, "--worker", (size_t)(count - i)) == 0)
            return 1;
    return 0;
}

__attribute__((constructor)) static void prepare(void)
{
    const char *text = getenv("DIP_FAULT"), *where = getenv("DIP_FAULT_IN"), *below = getenv("DIP_FAULT_BELOW");
    char call[16], error[16], more[2] = "";
    long first;
    if (text == NULL || sscanf(text, "%15[a-z]:%15[A-Z]:%ld%1[+]", call, error, &first, more) < 3)
        return;
    if (!is_program(getenv("DIP_FAULT_PROGRAM")))
        return;
    if (where && strcmp(where, "all") != 0 && (strcmp(where, "worker") == 0) != is_worker())
        return;
    if (below) {
        snprintf(fault.below, sizeof fault.below, "%s", below);
        fault.below_length = strlen(fault.below);
    }
    fault.first = first;
    fault.goes_on = more[0] == '+';
    for (size_t i = 0; i < sizeof error_names / sizeof error_names[0]; i++)
        if (strcmp(error, error_names[i].name) == 0)
            fault.error = error_names[i].number;
    for (size_t i = 0; i < sizeof call_names / sizeof call_names[0]; i++)
        if (strcmp(call, call_names[i].name) == 0)
            fault.call = call_names[i].call;
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("DIP_FAULT_COUNT");
    char line[64];
    if (path == NULL || fault.call == NONE)
        return;
    fault.call = NONE;
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    int length = snprintf(line, sizeof line, "%d %ld %ld\n", (int)getpid(), atomic_load(&calls), atomic_load(&failed));
    if (file >= 0 && write(file, line, (size_t)length) < 0)
        _exit(99);
    if (file >= 0)
        close(file);
}

/* Whether this call is the one that fails. */
static int fails(enum call call)
{
    if (fault.call != call)
        return 0;
    const long number = atomic_fetch_add(&calls, 1) + 1;
    if (number != fault.first && !(fault.goes_on && number > fault.first))
        return 0;
    atomic_fetch_add(&failed, 1);
    errno = fault.error;
    return 1;
}

static int is_below(const char *path)
{
    char full[PATH_MAX * 2];
    if (fault.below_length == 0)
        return 1;
    if (path[0] == '/')
        return strncmp(path, fault.below, fault.below_length) == 0;
    if (getcwd(full, PATH_MAX) == NULL)
        return 0;
    return strncmp(full, fault.below, fault.below_length) == 0;
}

static int is_file_below(int file)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    return path[0] == '/' && is_below(path);
}

ssize_t write(int file, const void *bytes, size_t count)
{
    static __typeof__(&write) next;
    if (next == NULL)
        next = NEXT(write);
    return fault.call == WRITE && is_file_below(file) && fails(WRITE) ? -1 : next(file, bytes, count);
}

int fsync(int file)
{
    static __typeof__(&fsync) next;
    if (next == NULL)
        next = NEXT(fsync);
    return fault.call == FSYNC && is_file_below(file) && fails(FSYNC) ? -1 : next(file);
}

int rename(const char *from, const char *to)
{
    static __typeof__(&rename) next;
    if (next == NULL)
        next = NEXT(rename);
    return fault.call == RENAME && is_below(to) && fails(RENAME) ? -1 : next(from, to);
}

#define OPENS(name)                                                        \
    int name(const char *path, int flags, ...)                             \
    {                                                                      \
        static int (*next)(const char *, int, ...);                        \
        if (next == NULL)                                                  \
            next = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
        va_list more;                                                      \
        va_start(more, flags);                                             \
        const mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                      \
        return fault.call == OPEN && is_below(path) && fails(OPEN) ? -1 : next(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)

void *mmap(void *place, size_t count, int protection, int flags, int file, off_t offset)
{
    static __typeof__(&mmap) next;
    if (next == NULL)
        next = NEXT(mmap);
    return fails(MMAP) ? MAP_FAILED : next(place, count, protection, flags, file, offset);
}

int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                char *const arguments[], char *const environment[])
{
    static __typeof__(&posix_spawn) next;
    if (next == NULL)
        next = NEXT(posix_spawn);
    return fails(FORK) ? fault.error : next(pid, path, actions, attributes, arguments, environment);
}

pid_t fork(void)
{
    static __typeof__(&fork) next;
    if (next == NULL)
        next = NEXT(fork);
    return fails(FORK) ? -1 : next();
}

extern void *__libc_malloc(size_t);

void *malloc(size_t count)
{
    /* Looking a function up asks for memory itself. */
    if (fault.call == MALLOC && !is_inside) {
        is_inside = 1;
        const int fail = fails(MALLOC);
        is_inside = 0;
        if (fail)
            return NULL;
    }
    return __libc_malloc(count);
}
