"""What the tests of doc/ share: text out of HTML, and rows out of doc_rows."""

import ctypes
import ctypes.util
import html.parser
import json
import os
import subprocess
import sys
import tempfile

DECORATION = 1 << 15
GOLDMARK = "/usr/share/gocode/src/github.com/yuin/goldmark"


def skip(reason):
    """Say why nothing can be tested here.  Meson takes this line for a skip,
    and with TAP a status of 77 for an error."""
    print(f"1..0 # skip {reason}")
    sys.exit(0)


class Text(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def bare(text):
    """A text without white space."""
    return "".join(text.split())


def text_of_html(markup):
    parser = Text()
    parser.feed(markup)
    parser.close()
    return bare("".join(parser.parts))


class Cmark:
    """cmark's library.  Raw HTML is made text, so that it shows as written."""

    def __init__(self):
        name = ctypes.util.find_library("cmark")
        if not name:
            skip("libcmark is not found")
        self.lib = ctypes.CDLL(name)
        for function in ("parse_document", "iter_new", "iter_get_node",
                         "node_new", "render_html"):
            getattr(self.lib, "cmark_" + function).restype = ctypes.c_void_p
        for function in ("get_type_string", "get_literal"):
            getattr(self.lib,
                    "cmark_node_" + function).restype = ctypes.c_char_p
        self.types = {}
        root = self.parse(b"text\n\n    code\n")
        for node in self.nodes(root):
            kind = self.kind(node)
            self.types[kind] = self.lib.cmark_node_get_type(
                ctypes.c_void_p(node))
        self.free(root)

    def parse(self, text):
        return self.lib.cmark_parse_document(text, ctypes.c_size_t(len(text)),
                                             0)

    def free(self, root):
        self.lib.cmark_node_free(ctypes.c_void_p(root))

    def kind(self, node):
        return self.lib.cmark_node_get_type_string(ctypes.c_void_p(node))

    def nodes(self, root):
        walk = self.lib.cmark_iter_new(ctypes.c_void_p(root))
        found = []
        while self.lib.cmark_iter_next(ctypes.c_void_p(walk)) != 1:
            node = self.lib.cmark_iter_get_node(ctypes.c_void_p(walk))
            if not found or found[-1] != node:
                found.append(node)
        self.lib.cmark_iter_free(ctypes.c_void_p(walk))
        return found

    def show_html(self, root):
        kinds = {b"html_inline": b"text", b"html_block": b"code_block"}
        for node in self.nodes(root):
            kind = kinds.get(self.kind(node))
            if not kind:
                continue
            literal = self.lib.cmark_node_get_literal(ctypes.c_void_p(node))
            other = ctypes.c_void_p(
                self.lib.cmark_node_new(self.types[kind]))
            self.lib.cmark_node_set_literal(other, literal)
            self.lib.cmark_node_replace(ctypes.c_void_p(node), other)

    def text(self, markdown):
        """The text of the HTML that cmark makes of this Markdown."""
        root = self.parse(markdown.encode())
        self.show_html(root)
        markup = ctypes.string_at(
            self.lib.cmark_render_html(ctypes.c_void_p(root), 0))
        self.free(root)
        return text_of_html(markup.decode())


def rows_of(program, texts, *options):
    """The rows of each Markdown text, as lists of dictionaries."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            paths.append(os.path.join(folder, f"{number}.md"))
            with open(paths[-1], "wb") as file:
                file.write(text.encode())
        output = subprocess.run([program, "-j", *options, *paths], check=True,
                                stdout=subprocess.PIPE).stdout.decode()
    documents = [[]]
    for line in output.split("\n"):
        if line:
            documents[-1].append(json.loads(line))
        else:
            documents.append([])
    return documents[:len(paths)]


def text_of_rows(rows):
    return bare("".join(span[0] for row in rows for span in row["spans"]
                        if not span[2] & DECORATION))


def too_wide(rows, width):
    """The first row that is wider than it may be, or None."""
    for row in rows:
        if row["columns"] > width and not row["flags"] & 1:
            return row
    return None


def goes_back(rows):
    """Whether the places of some rows decrease."""
    places = [row["offset"] for row in rows]
    return places != sorted(places)
