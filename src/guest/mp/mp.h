/*
 * Python's multiprocessing, in C: processes, pools of them, what they share.
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
 *   lock = Lock()                       mp_lock_new(&lock)
 *   lock.acquire()                      mp_lock_acquire(lock, -1)
 *   lock.release()                      mp_lock_release(lock)
 *   lock = RLock()                      mp_rlock_new(&rlock)
 *   c = Condition(lock)                 mp_condition_new(lock, &c)
 *   c.wait()                            mp_condition_wait(c, -1)
 *   c.notify()                          mp_condition_notify(c, 1)
 *   s = Semaphore(3)                    mp_semaphore_new(3, &s)
 *   e = Event()                         mp_event_new(&e)
 *   e.set(), e.wait(2.5)                mp_event_set(e), mp_event_wait(e, 2.5)
 *   b = Barrier(4)                      mp_barrier_new(4, &b)
 *   v = Value("l", 0)                   mp_value_new(0, &v)
 *   v.value = v.value + 1               mp_value_set(v, mp_value_get(v) + 1)
 *   a = Array("l", 10, lock=False)      mp_array_new(10, sizeof(*a), &a)
 *   q = Queue(100)                      mp_queue_new(sizeof(x), 100, &q)
 *   q.put(x)                            mp_queue_put(q, &x, -1)
 *   x = q.get()                         mp_queue_get(q, &x, -1)
 *   one, other = Pipe()                 mp_pipe_new(ends)
 *   one.send_bytes(b)                   mp_connection_send(ends[0], b, size)
 *   m = Manager(); d = m.dict()         mp_manager_new(&m); mp_dict_new(m, &d)
 *   d["k"] = 1                          mp_dict_set(d, "k", 1)
 *
 * A new process is a fork: it has a copy of all memory as it was then.
 * None outlives the thread that started it, however that one ends, kill -9
 * included, and no shared memory outlives them.  (Python's children run on.)
 * Standard output is flushed before a fork and when a process ends, so that
 * nothing is printed twice or lost; atexit() functions do not run in it.
 *
 * All functions that can fail return 0 or a negative errno.  A handle may be
 * used by one thread at a time, where nothing else is said, and by no handler
 * of a signal.  NULL may be freed.
 */
#ifndef MP_H
#define MP_H

#include "mp_async.h"
#include "mp_cpus.h"
#include "mp_manager.h"
#include "mp_pipe.h"
#include "mp_pool.h"
#include "mp_process.h"
#include "mp_queue.h"
#include "mp_shared.h"
#include "mp_sync.h"

#endif
