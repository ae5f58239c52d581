/*
 * Python's multiprocessing, in C: processes, and pools of them.
 *
 *   Python                              C
 *   p = Process(target=f, args=(x,))
 *   p.start()                           mp_process_start(f, x, &p)
 *   p.join(2.5)                         mp_process_join(p, 2.5)
 *   p.exitcode                          mp_process_exitcode(p, &code)
 *   pool = Pool(4)                      mp_pool_new(4, &pool)
 *   ys = pool.map(f, xs)                mp_pool_map(pool, f, xs, ys, n)
 *   pool.terminate()                    mp_pool_free(pool)
 *
 * A new process is a fork: it has a copy of all memory as it was then.
 * None outlives the thread that started it, however that one ends, kill -9
 * included, and no shared memory outlives them.  (Python's children run on.)
 * Standard output is flushed before a fork and when a process ends, so that
 * nothing is printed twice or lost; atexit() functions do not run in it.
 *
 * All functions that can fail return 0 or a negative errno.  A handle may be
 * used by one thread at a time.  NULL may be freed.
 */
#ifndef MP_H
#define MP_H

#include "mp_pool.h"
#include "mp_process.h"

#endif
