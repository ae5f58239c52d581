/*
 * What has to be ready before a program can be started.  After the fork no
 * memory can be had, so all that the keeper and the program's first moments
 * need is made here.
 */
#include "run/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "run/keeper.h"
#include "run/pty.h"
#include "run/refusal.h"

#define DEFAULT_PATH "/usr/local/bin:/usr/bin:/bin"
#define DEFAULT_COLUMNS 80

/* Part of the memory of a run that its /dev/shm may have as well. */
#define SHM_SHARE 2

/* When to look whether the keeper is still awake, in milliseconds. */
#define START_PATIENCE 20

/* The program's side of its streams, and ours. */
struct streams {
    int in;
    int out;
    int err;
    int our_out;
    int our_err;
};

/* A growing list of texts that it owns. */
struct list {
    char **items;
    size_t count;
    size_t cap;
};

static void
add(struct list *list, char *item)
{
    MEM_GROW(list->items, list->count, list->cap);
    list->items[list->count++] = item;
}

/* The files that `name` may mean, in the order of $PATH `path`, NULL for the
 * system's own.  mem_free_all() ends it. */
static char **
paths_of(const char *name, const char *path)
{
    struct list paths = {0};
    size_t len;

    if (strchr(name, '/'))
        path = "";
    else if (!path)
        path = DEFAULT_PATH;
    if (!*path && *name)
        add(&paths, mem_copy(name));
    for (; *path && *name; path += len + (path[len] == ':')) {
        len = strcspn(path, ":");
        add(&paths,
            len ? str_format("%.*s/%s", (int)len, path, name)
                : str_format("./%s", name));
    }
    add(&paths, NULL);
    return paths.items;
}

static bool
is_dropped(const char *variable)
{
    static const char *const names[] = {"LD_PRELOAD", "TERM", "LINES",
                                        "COLUMNS"};
    static const char sanitizer[] = "SAN_OPTIONS";
    size_t len = strcspn(variable, "=");

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (len == strlen(names[i]) && !memcmp(variable, names[i], len))
            return true;
    if (len >= sizeof sanitizer - 1 &&
        !memcmp(variable + len - (sizeof sanitizer - 1), sanitizer,
                sizeof sanitizer - 1))
        return true;
    return !strncmp(variable, "OMP_", 4) || !strncmp(variable, "GOMP_", 5);
}

static bool
has(const char *const *own, const char *variable)
{
    size_t len = strcspn(variable, "=");

    for (; own && *own; own++)
        if (strcspn(*own, "=") == len && !memcmp(*own, variable, len))
            return true;
    return false;
}

/*
 * The environment without what would change how a program runs: a preloaded
 * library, options of sanitizers and of OpenMP, and of a terminal that is
 * not the program's.  Temporary files go to `tmp` (NULL: where they did),
 * unless it says itself where.  What `own` has, NAME=VALUE and NULL at the
 * end, or NULL, is in it whatever it is.  mem_free_all() ends it.
 */
static char **
environment_for(char *const *environment, const char *const *own,
                const char *tmp)
{
    struct list kept = {0};

    for (; environment && *environment; environment++) {
        if (!is_dropped(*environment) && !has(own, *environment))
            add(&kept, mem_copy(*environment));
        if (!strncmp(*environment, "TMPDIR=", 7))
            tmp = NULL;
    }
    if (tmp && !has(own, "TMPDIR"))
        add(&kept, str_format("TMPDIR=%s", tmp));
    if (!has(own, "TERM"))
        add(&kept, mem_copy("TERM=dumb"));
    for (; own && *own; own++)
        add(&kept, mem_copy(*own));
    add(&kept, NULL);
    return kept.items;
}

static void
close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void
streams_close(struct streams *streams)
{
    close_fd(&streams->in);
    close_fd(&streams->out);
    close_fd(&streams->err);
    close_fd(&streams->our_out);
    close_fd(&streams->our_err);
}

/* Only our side does not block: the program would not expect it. */
static int
pipe_open(int *ret_ours, int *ret_theirs)
{
    int fds[2];

    if (pipe2(fds, O_CLOEXEC) < 0)
        return -errno;
    fcntl(fds[0], F_SETFL, O_NONBLOCK);
    *ret_ours = fds[0];
    *ret_theirs = fds[1];
    return 0;
}

/* A pipe has to do where there are no terminals to be had. */
static int
open_out(const struct runner_spec *spec, struct streams *streams)
{
    int columns = spec->columns > 0 ? spec->columns : DEFAULT_COLUMNS;

    if (!(spec->flags & RUNNER_PIPE) &&
        pty_open(columns, &streams->our_out, &streams->out) == 0)
        return 0;
    return pipe_open(&streams->our_out, &streams->out);
}

static int
streams_open(const struct runner_spec *spec, struct streams *streams)
{
    int error;

    *streams = (struct streams){-1, -1, -1, -1, -1};
    streams->in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    error = streams->in < 0 ? -errno : 0;
    if (!error)
        error = open_out(spec, streams);
    if (!error)
        error = pipe_open(&streams->our_err, &streams->err);
    if (error)
        streams_close(streams);
    return error;
}

/*
 * The keeper's first message; it comes when exec has succeeded or failed.
 * By then the program may already have stopped its keeper, or killed it: so
 * a channel that ends without a word means a start as well.
 */
static int
await_start(pid_t keeper, int channel, struct keeper_message *ret_message)
{
    struct pollfd ready = {.fd = channel, .events = POLLIN};

    while (poll(&ready, 1, START_PATIENCE) <= 0)
        kill(keeper, SIGCONT);
    if (recv(channel, ret_message, sizeof *ret_message, 0) <= 0)
        *ret_message = (struct keeper_message){.kind = KEEPER_STARTED,
                                               .began = clock_now()};
    return ret_message->kind == KEEPER_FAILED ? -ret_message->error : 0;
}

static int
try_start(const struct keeper_spec *spec, struct keeper_message *ret_message,
          struct spawned *ret_spawned)
{
    pid_t keeper;
    int channel;
    int error = keeper_fork(spec, &keeper, &channel);

    if (error) {
        ret_message->step = KEEPER_FORK;
        return error;
    }
    error = await_start(keeper, channel, ret_message);
    if (error) {
        close(channel);
        while (waitpid(keeper, NULL, 0) < 0 && errno == EINTR)
            ;
        return error;
    }
    ret_spawned->keeper = keeper;
    ret_spawned->contained = spec->contained;
    ret_spawned->channel = channel;
    ret_spawned->program = ret_message->pid;
    ret_spawned->began = ret_message->began;
    return 0;
}

static bool
is_in_shm(const char *path)
{
    char *real = realpath(path, NULL);
    bool is = real && !strncmp(real, "/dev/shm/", 9);

    free(real);
    return is;
}

/*
 * Whether it can have a /dev/shm of its own, which hides what is in the
 * machine's: not where it stands or works in there.
 */
static bool
may_hide_shm(const struct keeper_spec *spec)
{
    if (access("/dev/shm", X_OK) < 0 || is_in_shm(spec->cwd ? spec->cwd : "."))
        return false;
    for (char *const *path = spec->paths; *path; path++)
        if (is_in_shm(*path))
            return false;
    return true;
}

static int
start_contained(struct keeper_spec *spec, struct keeper_message *ret_message,
                struct spawned *ret_spawned)
{
    char *shm = NULL;
    char **environment;
    int error;

    if (may_hide_shm(spec))
        shm = str_format("mode=1777,size=%lluk", (unsigned long long)
                         spec->limits->memory / SHM_SHARE / 1024);
    spec->contained = true;
    spec->shm = shm;
    environment = environment_for(environ, spec->own,
                                  spec->shm ? CONTAIN_TMPDIR : NULL);
    spec->envp = environment;
    error = try_start(spec, ret_message, ret_spawned);
    if (error && ret_message->step == KEEPER_CONTAIN)
        contain_refuse(ret_message->refused, -error);
    free(shm);
    mem_free_all(environment);
    return error;
}

static int
start_in_the_open(struct keeper_spec *spec,
                  struct keeper_message *ret_message,
                  struct spawned *ret_spawned)
{
    char **environment = environment_for(environ, spec->own, NULL);
    int error;

    spec->contained = false;
    spec->envp = environment;
    error = try_start(spec, ret_message, ret_spawned);
    mem_free_all(environment);
    return error;
}

/* Where the kernel refuses to contain it, it goes on without. */
static int
start(struct keeper_spec *spec, bool contain,
      struct keeper_message *ret_message, struct spawned *ret_spawned)
{
    int error;

    if (contain && contain_is_possible()) {
        error = start_contained(spec, ret_message, ret_spawned);
        if (!error || contain_is_possible())
            return error;
    }
    return start_in_the_open(spec, ret_message, ret_spawned);
}

int
spawn(const struct runner_spec *spec, const struct limits *limits,
      struct diag *diag, struct spawned *ret_spawned)
{
    struct keeper_message message = {0};
    struct streams streams;
    char **paths;
    int error = streams_open(spec, &streams);

    if (error) {
        refusal_explain(spec, NULL, KEEPER_FORK, -error, diag);
        return error;
    }
    paths = paths_of(spec->argv[0], getenv("PATH"));
    error = start(&(struct keeper_spec){.paths = paths,
                                        .argv = (char *const *)spec->argv,
                                        .cwd = spec->cwd,
                                        .limits = limits,
                                        .in = streams.in,
                                        .out = streams.out,
                                        .err = streams.err,
                                        .own = spec->env,
                                        .keep_fd = spec->keep_fd,
                                        .no_aslr = spec->flags &
                                                   RUNNER_NO_ASLR},
                  !(spec->flags & RUNNER_TOOL), &message, ret_spawned);
    if (error) {
        refusal_explain(spec, paths, message.step, -error, diag);
    } else {
        ret_spawned->out = streams.our_out;
        ret_spawned->err = streams.our_err;
        streams.our_out = streams.our_err = -1;
    }
    streams_close(&streams);
    mem_free_all(paths);
    return error;
}
