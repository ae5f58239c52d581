"""PYTHONPATH=exercises python3 exercises/06_why_threads/fetchers.py

Fetches pages from a slow web server, a thread for each.  The server is
a process of its own on this machine, and thinks before it answers.
"""
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Pipe, Process
from threading import Lock, Thread
from urllib.request import urlopen

from race import knob, knobs_done, result


class Slow(BaseHTTPRequestHandler):
    lock = Lock()
    delay = 0.0
    thinking = most = 0

    def think(self, number):
        with Slow.lock:
            Slow.thinking += 1
            Slow.most = max(Slow.most, Slow.thinking)
        time.sleep(Slow.delay)
        with Slow.lock:
            Slow.thinking -= 1
        return number * number

    def do_GET(self):
        *_, kind, number = self.path.split("/")
        answer = (self.think(int(number)) if kind == "square"
                  else Slow.most)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"%d\n" % answer)

    def log_message(self, *words):
        """Not a line for each page on the screen."""


class Server(ThreadingHTTPServer):
    request_queue_size = 1024
    daemon_threads = True


def serve(delay, connection):
    Slow.delay = delay
    server = Server(("127.0.0.1", 0), Slow)
    connection.send(server.server_port)
    server.serve_forever()


def get(port, path):
    """The page as a number."""
    with urlopen(f"http://127.0.0.1:{port}{path}") as page:
        return int(page.read())


def fetch(port, number, answers):
    answers[number - 1] = get(port, f"/square/{number}")


def main():
    pages = knob("pages", 8)
    delay_ms = knob("delay_ms", 250)
    knobs_done()

    ours, theirs = Pipe()
    server = Process(target=serve, args=(delay_ms / 1000, theirs),
                     daemon=True)
    server.start()
    port = ours.recv()

    answers = [0] * pages
    begin = time.monotonic()
    threads = [Thread(target=fetch, args=(port, number, answers))
               for number in range(1, pages + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.monotonic() - begin

    result("elapsed_ms", int(elapsed * 1000))
    result("sum", sum(answers))
    result("expected_sum", pages * (pages + 1) * (2 * pages + 1) // 6)
    result("server_had", get(port, "/most/0"))
    server.terminate()
    server.join()


if __name__ == "__main__":
    main()
