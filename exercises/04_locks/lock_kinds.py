"""PYTHONPATH=exercises python3 exercises/04_locks/lock_kinds.py

Two kinds of lock, and what they let happen: 1 is yes, 0 is no.
"""
import time
from multiprocessing import Lock, Process, RLock

from race import knob, knobs_done, result


def give_back(lock):
    lock.release()


def take_and_stay(lock):
    lock.acquire()
    time.sleep(60)


def can_take_twice(lock, seconds):
    with lock:
        can = lock.acquire(timeout=seconds)
        if can:
            lock.release()
    return can


def can_be_released_by_another(lock, seconds):
    lock.acquire()
    other = Process(target=give_back, args=(lock,))
    other.start()
    other.join()
    can = lock.acquire(timeout=seconds)
    lock.release()
    return can


def can_be_taken_from_the_dead(lock, seconds):
    holder = Process(target=take_and_stay, args=(lock,))
    holder.start()
    while lock.acquire(block=False):
        lock.release()
        time.sleep(0.001)
    holder.kill()
    holder.join()
    return lock.acquire(timeout=seconds)


def main():
    seconds = knob("wait_ms", 300) / 1000
    knobs_done()
    lock = Lock()

    result("lock_twice", int(can_take_twice(lock, seconds)))
    result("rlock_twice", int(can_take_twice(RLock(), seconds)))
    result("lock_of_another",
           int(can_be_released_by_another(lock, seconds)))
    result("lock_of_the_dead",
           int(can_be_taken_from_the_dead(lock, seconds)))


if __name__ == "__main__":
    main()
