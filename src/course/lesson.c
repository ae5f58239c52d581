/*
 * One lesson's file: the text becomes a document, from which come title,
 * summary and length; what its fences hold is read elsewhere.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "course/inside.h"

#define LESSON_MAX (4 * 1024 * 1024)
#define MINUTES_MAX 600

static void
read_minutes(struct reading *reading)
{
    const struct doc *doc = reading->lesson->doc;

    for (size_t i = 0; i < doc_comment_count(doc); i++) {
        const struct doc_comment *comment = doc_comment(doc, i);
        int64_t minutes;

        if (strncmp(comment->text, "minutes:", 8) != 0)
            continue;
        if (knob_number(comment->text + 8, &minutes) < 0 || minutes < 1 ||
            minutes > MINUTES_MAX)
            diags_add(reading->diags, reading->file, comment->line,
                      "minutes takes a number from 1 to %d, as in "
                      "'<!-- minutes: 15 -->'", MINUTES_MAX);
        else
            reading->lesson->minutes = (int)minutes;
    }
}

/* "03_two_words" reads "two words" where there is no title. */
static char *
title_of_name(const char *name)
{
    char *title = mem_copy(strchr(name, '_') + 1);

    for (char *c = title; *c; c++)
        if (*c == '_')
            *c = ' ';
    return title;
}

static void
read_title(struct reading *reading)
{
    const struct doc *doc = reading->lesson->doc;

    for (size_t i = 0; i < doc_heading_count(doc); i++) {
        const struct doc_heading *heading = doc_heading(doc, i);

        if (heading->level == 1 && heading->text[0]) {
            reading->lesson->title = mem_copy(heading->text);
            return;
        }
    }
    diags_add(reading->diags, reading->file, 1,
              "the lesson has no title; begin it with a line '# Title'");
    reading->lesson->title = title_of_name(reading->lesson->name);
}

/* Report the first line with bytes that are no UTF-8. */
static void
check_utf8(const struct reading *reading, const char *text, size_t len)
{
    int line = 1;

    for (size_t i = 0; i < len;) {
        uint32_t code;
        size_t took = 1;

        if (text[i] & 0x80)
            took = utf8_decode(text + i, len - i, &code);
        else if (text[i] == '\n')
            line++;
        if (text[i] && (!(text[i] & 0x80) || took > 1)) {
            i += took;
            continue;
        }
        diags_add(reading->diags, reading->file, line,
                  "this line is not valid UTF-8; save the file as UTF-8");
        return;
    }
}

static void
add_lesson(struct reading *reading, const char *file, char *path,
           struct doc *doc)
{
    struct course *course = reading->course;

    MEM_GROW(course->lessons, course->nlessons, course->lessons_cap);
    reading->lesson = &course->lessons[course->nlessons++];
    *reading->lesson = (struct lesson){
        .number = atoi(file),
        .name = mem_copy_n(file, strlen(file) - strlen(".md")),
        .path = path,
        .summary = mem_copy(doc_summary(doc)),
        .doc = doc,
        .first_exercise = course->nexercises,
    };
}

void
lesson_read(struct course *course, const char *file, struct diags *diags)
{
    struct reading reading = {
        .course = course,
        .file = path_join("lessons", file),
        .diags = diags,
    };
    char *path = path_join(course->root, reading.file);
    char *text;
    size_t len;
    int err = file_read(path, LESSON_MAX, &text, &len);

    if (err < 0) {
        diags_add(diags, reading.file, 0, "the lesson cannot be read: %s",
                  strerror(-err));
        free(path);
    } else {
        check_utf8(&reading, text, len);
        add_lesson(&reading, file, path,
                   doc_new(text, len, DOC_GITHUB | DOC_LESSON));
        read_title(&reading);
        read_minutes(&reading);
        fences_read(&reading);
        free(text);
    }
    free(reading.file);
}
