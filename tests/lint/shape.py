"""The shape of C files: lengths, widths, names, comments.  A case a file."""

import re
import sys

import tree

FUNCTION = 100                  # lines, at most; over LONG it is a note
LONG = 60
FILE = {".c": 700, ".h": 120}
FILE_OF = {"exercises": {".c": 400, ".h": 200}}
PARAMETERS = 5
# Exercises stand beside prose.  The names of tests are sentences.
WIDTH = {"src": 80, "tests": 100, "exercises": 72, "solutions": 72}
MARKED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
KEYWORDS = {"if", "for", "while", "switch", "return", "sizeof", "do", "else"}


class Function:
    def __init__(self, name, line, column, lines, parameters):
        self.name = name
        self.line = line
        self.column = column
        self.lines = lines
        self.parameters = parameters


def parameters_of(text):
    """How many parameters stand between these parentheses."""
    depth, count = 0, 1
    for char in text:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        count += char == "," and depth == 0
    return 0 if text.strip() in ("", "void") else count


def closing(text, at):
    """Where the parenthesis that opens at `at` closes."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return len(text)


def head_of(text, start):
    """The function whose definition begins with this text, or None."""
    text = re.sub(r"__attribute__\s*\(\(.*?\)\)",
                  lambda m: re.sub(r"[^\n]", " ", m.group()), text,
                  flags=re.S)
    match = re.search(r"\b([A-Za-z_]\w*)\s*\(", text)
    if not match or match.group(1) in KEYWORDS or "=" in text[:match.start()]:
        return None
    end = closing(text, match.end() - 1)
    if re.search(r"\S", text[end + 1:]):
        return None
    return match.group(1), start + match.start(1), parameters_of(
        text[match.end():end])


def functions_of(code):
    """The definitions of a file whose comments and strings are blanked."""
    code = re.sub(r"^[ \t]*#(\\\n|[^\n])*",
                  lambda m: re.sub(r"[^\n]", " ", m.group()), code, flags=re.M)
    depth, start, open_at, head = 0, 0, 0, None
    for at, char in enumerate(code):
        if char == "{":
            if depth == 0:
                head, open_at = head_of(code[start:at], start), at
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0 and head:
                name, place, parameters = head
                yield Function(name, code.count("\n", 0, place) + 1,
                               place - code.rfind("\n", 0, place) - 1,
                               code.count("\n", open_at, at) + 1, parameters)
            if depth == 0:
                start = at + 1
        elif char == ";" and depth == 0:
            start = at + 1


def check_functions(path, functions):
    for function in functions:
        at = f"{path}:{function.line}: {function.name}()"
        if function.lines > FUNCTION:
            yield f"{at} has {function.lines} lines, {FUNCTION} at most"
        if function.column != 0:
            yield f"{at} has its return type on the same line"
        if function.parameters > PARAMETERS and path.startswith("src"):
            yield f"{at} has {function.parameters} parameters"
        if (path.startswith("tests") and function.name.startswith("test_")
                and "__" not in function.name):
            yield f"{at} does not say test_MODULE__WHAT_IS_TRUE"


def check_lines(path, text):
    top, ending = path.split("/")[0], path[-2:]
    most = 80 if path == "exercises/race.h" else WIDTH[top]
    lines = text.split("\n")
    limit = FILE_OF.get(top, FILE)[ending]
    if len(lines) > limit + 1:
        yield f"{path} has {len(lines) - 1} lines, {limit} at most"
    for number, line in enumerate(lines, 1):
        at = f"{path}:{number}"
        if len(line) > most:
            yield f"{at}: {len(line)} columns, {most} at most"
        if "\t" in line:
            yield f"{at}: a tab"
        if line != line.rstrip():
            yield f"{at}: space at the end"
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield f"{path}: does not end with one line end"


def check_words(path, text, code):
    for number, line in enumerate(text.split("\n"), 1):
        if MARKED.search(line) and path.startswith(("src", "tests")):
            yield f"{path}:{number}: {MARKED.search(line).group()}"
    for match in re.finditer(r"\bskip\(\)", code):
        line = code.count("\n", 0, match.start()) + 1
        yield (f"{path}:{line}: cmocka 1.1.5 prints skip() as `not ok`; "
               "print `1..0 # SKIP why` instead of the whole")
    for match in re.finditer(r"\btypedef\s+(struct|union|enum)\b", code):
        line = code.count("\n", 0, match.start()) + 1
        yield f"{path}:{line}: typedef of a {match.group(1)}"


def check_comments(path, text):
    """None with // in src and tests; the learner's places in exercises."""
    before = -1
    for line, column, words in tree.line_comments(text):
        at = f"{path}:{line}"
        if path.startswith(("src", "tests")):
            yield f"{at}: a // comment"
        elif path.startswith("exercises") and before != line - 1:
            if not re.match(r"// ?(TODO:|end\b|\[)", words):
                yield f"{at}: // is for what the learner touches"
        before = line


def main():
    tap = tree.Tap()
    sizes = []
    for top in WIDTH:
        for path in tree.files(top, ".c", ".h"):
            text = tree.read(path)
            code = tree.code_of(text)
            functions = list(functions_of(code))
            if top == "src":
                sizes += [x.lines for x in functions]
            for function in functions:
                if LONG < function.lines <= FUNCTION:
                    tap.note(f"{path}:{function.line}: {function.name}() "
                             f"has {function.lines} lines")
            tap.case(path, [
                *check_functions(path, functions), *check_lines(path, text),
                *check_words(path, text, code), *check_comments(path, text)])
    sizes.sort()
    median = sizes[len(sizes) // 2] if sizes else 0
    tap.case("half of all functions have 15 lines or fewer",
             [f"the median is {median}"] if median > 17 else [])
    tap.note(f"{len(sizes)} functions in src, median {median} lines, "
             f"{sum(x > LONG for x in sizes)} over {LONG}")
    tap.end()


if __name__ == "__main__":
    sys.exit(main())
