/*
 * The workbook's one loop: keys, signals, and the programs being tried.
 * Signals come as data through a signalfd, so nothing here runs in a
 * handler.  Without anything to do it sleeps without a time limit.
 */
#include "ui/ui.h"

#include <errno.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "ui/app.h"
#include "ui/bare.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/lesson.h"
#include "ui/mouse.h"
#include "ui/terminal.h"

#define FRAME (50 * CLOCK_MS)   /* at most one frame in that time */
#define CTRL_C 3
#define MOST_GOING 16
#define FIXED 5                 /* descriptors beside theirs */

struct loop {
    struct app app;
    struct input input;
    int signals;                /* signalfd */
    sigset_t before;            /* signal mask as it was */
    bool dirty;                 /* something is not drawn yet */
    bool interrupted;           /* by a signal, or the terminal is gone */
    int64_t drawn;              /* clock_now() of the last frame */
    uint64_t shape;             /* ... and its app_shape() */
};

/* All that would end it, so that it ends in order.  A file that may not grow
 * is an error of write(). */
static int
catch_signals(struct loop *loop)
{
    static const int numbers[] = {
        SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,   SIGTSTP, SIGWINCH, SIGALRM,
        SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO,
    };
    sigset_t caught;

    sigemptyset(&caught);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaddset(&caught, numbers[i]);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    sigprocmask(SIG_BLOCK, &caught, &loop->before);
    loop->signals = signalfd(-1, &caught, SFD_NONBLOCK | SFD_CLOEXEC);
    return loop->signals < 0 ? -errno : 0;
}

static void
on_signals(struct loop *loop)
{
    struct signalfd_siginfo info;

    while (read(loop->signals, &info, sizeof info) == sizeof info) {
        loop->dirty = true;
        if (info.ssi_signo == SIGWINCH)
            terminal_resize();
        else if (info.ssi_signo == SIGTSTP)
            terminal_suspend();
        else if (info.ssi_signo == SIGINT)
            app_key(&loop->app, CTRL_C);
        else
            loop->interrupted = true;
    }
}

static int
next_code(void)
{
    return getch();
}

static void
on_keys(struct loop *loop)
{
    struct event event;

    while (!loop->app.quit && terminal_is_taken() &&
           input_next(&loop->input, next_code, &event)) {
        if (event.key == INPUT_MOUSE)
            mouse_act(&loop->app, &event.mouse);
        else
            app_key(&loop->app, event.key);
        loop->dirty = true;
        loop->drawn = 0;        /* an answer to a key never waits */
    }
}

static void
on_live(struct loop *loop, struct live *live)
{
    app_live_event(&loop->app, live, live_dispatch(live));
    loop->dirty = true;
}

/* A ladder that is climbed is drawn where that is news, and as the tick
 * says. */
static void
on_check(struct loop *loop, struct checking *checking)
{
    bool ended = checking_dispatch(checking);

    if (ended)
        app_check_event(&loop->app, checking);
    loop->dirty |= checking_is_news(checking) || ended;
}

/* The programs that are going: the newest and those still being stopped. */
static nfds_t
gather_going(struct app *app, struct live **going)
{
    nfds_t ngoing = 0;
    struct live *live;

    for (size_t i = 0; (live = app_live_at(app, i)); i++)
        if (ngoing < MOST_GOING && live_is_going(live))
            going[ngoing++] = live;
    return ngoing;
}

static void
draw(struct loop *loop)
{
    uint64_t shape;

    frame_draw(&loop->app);
    shape = app_shape(&loop->app);
    /* Where rows have moved ncurses would scroll a part of the screen by
     * several lines at once, which not all do that call themselves xterm. */
    if (shape != loop->shape)
        redrawwin(stdscr);
    loop->shape = shape;
    refresh();
    loop->dirty = false;
    loop->drawn = clock_now();
}

/* Milliseconds until the next frame may be drawn; -1 for no frame due. */
static int
time_to_frame(const struct loop *loop)
{
    int64_t left;

    if (!loop->dirty)
        return -1;
    left = loop->drawn + FRAME - clock_now();
    return left > 0 ? (int)(left / CLOCK_MS) + 1 : 0;
}

static int
wait_for_something(struct loop *loop)
{
    struct live *going[MOST_GOING];
    nfds_t ngoing = gather_going(&loop->app, going);
    struct checking *checking = app_checking(&loop->app);
    struct pollfd fds[FIXED + MOST_GOING] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = loop->signals, .events = POLLIN},
        {.fd = bare_fd(&loop->app), .events = POLLIN},
        {.fd = checking ? checking_fd(checking) : -1, .events = POLLIN},
        {.fd = saves_fd(&loop->app.saves), .events = POLLIN},
    };
    int count;

    for (nfds_t i = 0; i < ngoing; i++)
        fds[FIXED + i] = (struct pollfd){live_fd(going[i]), POLLIN, 0};
    count = poll(fds, FIXED + ngoing,
                 loop->dirty ? time_to_frame(loop) : app_tick(&loop->app));
    if (count < 0)
        return errno == EINTR ? 0 : -errno;
    if (count == 0 || fds[2].revents) {
        bare_look(&loop->app);
        loop->dirty = true;
    }
    if (fds[0].revents & POLLIN)
        on_keys(loop);
    if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
        loop->interrupted = true;
    if (fds[1].revents)
        on_signals(loop);
    if (fds[3].revents && checking_fd(checking) == fds[3].fd)
        on_check(loop, checking);
    if (fds[4].revents)
        loop->dirty |= lesson_look_for_saves(&loop->app);
    for (nfds_t i = 0; i < ngoing; i++)
        if (fds[FIXED + i].revents &&
            live_fd(going[i]) == fds[FIXED + i].fd)
            on_live(loop, going[i]);
    return 0;
}

static void
go_to_first_screen(struct app *app, const char *name)
{
    size_t offset = 0;

    if (!name)
        name = journal_place(app->journal, &offset);
    for (size_t i = 0; name && i < course_lesson_count(app->course); i++) {
        if (strcmp(course_lesson(app->course, i)->name, name) == 0) {
            app->contents.selected = i;
            app_lesson(app, i, offset);
        }
    }
}

static int
run_loop(struct loop *loop)
{
    int err = 0;

    while (!err && !loop->app.quit && !loop->interrupted) {
        if (loop->dirty && terminal_is_taken() && time_to_frame(loop) == 0)
            draw(loop);
        err = wait_for_something(loop);
    }
    return err ? err : loop->interrupted ? -EINTR : 0;
}

int
ui_run(const struct ui_spec *spec, struct diag *diag)
{
    struct loop loop = {.signals = -1, .dirty = true};
    int err = terminal_open(diag);

    if (err < 0)
        return err;
    err = catch_signals(&loop);
    if (err < 0) {
        diag_set(diag, NULL, 0, "signals cannot be waited for: %s",
                 strerror(-err));
    } else {
        app_init(&loop.app, spec);
        if (spec->talk)
            bare_open(&loop.app);
        else
            go_to_first_screen(&loop.app, spec->lesson);
        err = run_loop(&loop);
        app_release(&loop.app);
        close(loop.signals);
    }
    terminal_close();
    sigprocmask(SIG_SETMASK, &loop.before, NULL);
    return err;
}
