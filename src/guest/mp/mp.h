/*
 * Python's multiprocessing, in C: processes, and pools of them.
 *
 *   Python                              C
 *   p = Process(target=f, args=(x,))
 *   p.start()                           mp_process_start(f, x, &p)
 *   p.join(2.5)                         mp_process_join(p, 2.5)
 *   p.exitcode                          mp_process_exitcode(p, &code)
 *   os.process_cpu_count()              mp_cpu_count()
 *   pool = Pool(4)                      mp_pool_new(4, &pool)
 *   ys = pool.map(f, xs, chunksize=9)   mp_pool_map(pool, f, xs, ys, n,
 *                                                   .chunk = 9)
 *   r = pool.apply_async(f, (x,))       mp_pool_apply_async(pool, f, &x, &y,
 *                                                           &r)
 *   y = r.get(2.5)                      mp_pending_get(r, 2.5)
 *   for y in pool.imap(f, xs):          mp_pool_imap(pool, f, xs, long, n,
 *                                                    &imap)
 *                                       while (mp_imap_next(imap, -1, &place,
 *                                                           &y) == 0)
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

#include "mp_async.h"
#include "mp_cpus.h"
#include "mp_pool.h"
#include "mp_process.h"

#endif
